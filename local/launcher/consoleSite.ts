import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import sirv from "sirv";
import { closeServer } from "../backend/http/listen";
import { takeFromOthers } from "../privateFolder";
import { contentSecurityPolicy } from "./contentSecurityPolicy";

/** A console being served. */
export interface ConsoleSite {
  url: string;
  close(): Promise<void>;
}

interface ConsoleSiteOptions {
  root: string;
  /** Where the built console is kept between runs. */
  outDir: string;
  port: number;
  /** `VITE_…` variables the console is built with. */
  variables: Record<string, string>;
  log: (line: string) => void;
}

/** What the built console is made of, beside the variables. */
const SOURCES = ["admin", "convex", "webhooks", "vite.config.ts", "package-lock.json"];

/** Serves what {@link buildConsoleWhenChanged} built; unknown paths are pages of the console. */
export async function serveBuiltConsole(options: ConsoleSiteOptions): Promise<ConsoleSite> {
  const headers = Object.entries(securityHeaders(options.variables));
  const files = sirv(options.outDir, {
    single: true,
    setHeaders: (response) => {
      for (const [name, value] of headers) response.setHeader(name, value);
    },
  });
  const server = createServer((request, response) => files(request, response));
  server.listen(options.port, "localhost");
  await once(server, "listening");
  return { url: `http://localhost:${options.port}`, close: () => closeServer(server) };
}

/** Serves the console through Vite's dev server, with hot reload. */
export async function serveConsoleWithHotReload(options: ConsoleSiteOptions): Promise<ConsoleSite> {
  Object.assign(process.env, options.variables);
  const vite = await import("vite");
  const server = await vite.createServer({
    configFile: path.join(options.root, "vite.config.ts"),
    logLevel: "warn",
    server: { port: options.port, strictPort: true, host: "localhost" },
  });
  await server.listen();
  return { url: `http://localhost:${options.port}`, close: () => server.close() };
}

/** Builds the console, unless nothing it is made of changed since the last time. */
export async function buildConsoleWhenChanged(options: ConsoleSiteOptions): Promise<void> {
  const { root, outDir, variables, log } = options;
  const stampFile = path.join(outDir, ".sources");
  const stamp = hashSources(root, variables);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  log("Building the console …");
  Object.assign(process.env, variables);
  // Loading Vite takes a second, which a start that builds nothing does not have.
  const { build } = await import("vite");
  await build({
    configFile: path.join(root, "vite.config.ts"),
    logLevel: "error",
    build: { outDir, emptyOutDir: true },
  });
  writeFileSync(stampFile, stamp);
  // What Vite copies as it is keeps the mode it has in the checkout.
  takeFromOthers(outDir);
}

function hashSources(root: string, variables: Record<string, string>): string {
  const hash = createHash("sha256").update(JSON.stringify(Object.entries(variables).sort()));
  for (const source of SOURCES) addToHash(hash, path.join(root, source));
  return hash.digest("hex");
}

function addToHash(hash: ReturnType<typeof createHash>, entry: string): void {
  if (!statSync(entry).isDirectory()) {
    hash.update(entry).update(readFileSync(entry));
    return;
  }
  for (const name of readdirSync(entry).sort()) {
    if (!/\.test\.tsx?$/.test(name)) addToHash(hash, path.join(entry, name));
  }
}

function securityHeaders(variables: Record<string, string>): Record<string, string> {
  return {
    "Content-Security-Policy": contentSecurityPolicy(variables),
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
  };
}
