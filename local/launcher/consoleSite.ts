import { once } from "node:events";
import { createServer, type RequestListener, type ServerResponse } from "node:http";
import path from "node:path";
import sirv from "sirv";
import { SETTINGS_FILE, type Said } from "../../admin/config/settings";
import { toFileSettings } from "../../admin/config/settingsFile";
import { securityHeaders } from "../../admin/hosting/headers";
import { ASKED_EACH_TIME, cacheControl, isPagePath } from "../../admin/hosting/paths";
import { reachOfSaid } from "../../admin/hosting/reach";
import { closeServer } from "../backend/http/listen";

/** A console being served. */
export interface ConsoleSite {
  url: string;
  close(): Promise<void>;
}

interface BuiltConsoleOptions {
  /** Where the built console is. */
  outDir: string;
  /** A name or address of this machine's loopback. */
  host: string;
  port: number;
  /** Where the console talks to; well-formed. */
  said: Said;
}

/** Serves the built console as its hosts do: same headers, same paths, and a settings file of its own. */
export async function serveBuiltConsole(options: BuiltConsoleOptions): Promise<ConsoleSite> {
  const { outDir, host, port, said } = options;
  const server = createServer(consoleListener(outDir, said));
  server.listen(port, host);
  await once(server, "listening");
  return { url: `http://${host}:${port}`, close: () => closeServer(server) };
}

function consoleListener(outDir: string, said: Said): RequestListener {
  const headers = new Map(Object.entries(securityHeaders(reachOfSaid(said))));
  const settings = JSON.stringify(toFileSettings(said), null, 2);
  const files = sirv(outDir, {
    etag: true,
    setHeaders: (response, name) => response.setHeader("Cache-Control", cacheControl(name)),
  });
  return (request, response) => {
    response.setHeaders(headers);
    const [pathname = "/"] = (request.url ?? "/").split("?");
    if (pathname === SETTINGS_FILE) {
      answer(response, 200, "application/json", settings);
      return;
    }
    files(request, response, () => {
      if (!isPagePath(pathname)) {
        answer(response, 404, "text/plain", "There is no such file.");
        return;
      }
      request.url = "/";
      files(request, response);
    });
  };
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "Content-Type": type, "Cache-Control": ASKED_EACH_TIME }).end(body);
}

interface HotReloadOptions {
  root: string;
  port: number;
  /** `VITE_…` variables of this run. */
  variables: Record<string, string>;
}

/** Serves the console through Vite's dev server, with hot reload. */
export async function serveConsoleWithHotReload(options: HotReloadOptions): Promise<ConsoleSite> {
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
