import { readFileSync } from "node:fs";
import { parseArgs, parseEnv } from "node:util";
import { makePrivateFolder } from "../privateFolder";
import type { BackendOptions } from "./backend";
import { startBackend } from "./backend";

const USAGE = `Runs Convex functions on this machine.

  --data <folder>       where data is kept (default .local/convex)
  --functions <folder>  the convex/ folder (default convex)
  --port <number>       port of the API (default 3210, 0 for any)
  --site-port <number>  port of HTTP actions (default 3211, 0 for any)
  --admin-key <key>     name|secret (default: made once, kept with the data)
  --env-file <file>     environment variables for the functions, NAME=value lines
  --watch               reload functions when their folder changes`;

function readOptions(args: string[]): BackendOptions | null {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: "string", default: ".local/convex" },
      functions: { type: "string", default: "convex" },
      port: { type: "string", default: "3210" },
      "site-port": { type: "string", default: "3211" },
      "admin-key": { type: "string" },
      "env-file": { type: "string" },
      watch: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const adminKey = values["admin-key"];
  return {
    dataDir: values.data,
    functionsDir: values.functions,
    apiPort: portNumber(values.port, "--port"),
    sitePort: portNumber(values["site-port"], "--site-port"),
    environment: readEnvironmentFile(values["env-file"]),
    watch: values.watch,
    log: (line) => console.error(line),
    ...(adminKey === undefined ? {} : { adminKey }),
  };
}

function portNumber(text: string, option: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port < 65_536) return port;
  throw new Error(`${option} must be a port number, not '${text}'.`);
}

function readEnvironmentFile(file: string | undefined): Record<string, string> {
  if (file === undefined) return {};
  const variables = Object.entries(parseEnv(readFileSync(file, "utf8")));
  return Object.fromEntries(variables.map(([name, value]) => [name, value ?? ""]));
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) return console.log(USAGE);
  makePrivateFolder(options.dataDir);
  const backend = await startBackend(options);
  const stop = () => void backend.close().then(() => process.exit(0), fail);
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  console.log(`Convex backend ready: API ${backend.apiUrl}, HTTP actions ${backend.siteUrl}`);
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

main().catch(fail);
