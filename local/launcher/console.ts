// `npm run console`: serves the built console here, against a deployment that is somewhere else.
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Said } from "../../admin/config/settings";
import { buildConsoleWhenChanged } from "./consoleBuild";
import { parseConsoleOptions } from "./consoleOptions";
import { serveBuiltConsole } from "./consoleSite";
import { requireFreePorts } from "./ports";
import { runUntilStopped } from "./process";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** WorkOS allows plain http in Production under this address only, not under localhost. */
const HOST = "127.0.0.1";

await runUntilStopped(async (resources) => {
  const options = parseConsoleOptions(process.argv.slice(2));
  if ("help" in options) {
    console.log(options.help);
    return;
  }
  const { port, said } = options;
  await requireFreePorts({ console: port }, "npm run console");
  // One per port: whoever has the port has the folder, and no build takes files from under another.
  const outDir = path.join(root, ".local", `console-${port}`);
  await buildConsoleWhenChanged({ root, outDir, log: (line) => console.log(line) });
  const { url } = await resources.open(() => serveBuiltConsole({ outDir, host: HOST, port, said }));
  console.log(served(url, said));
});

function served(url: string, { convexUrl, clientId }: Said): string {
  return `
Console  ${url}
Convex   ${convexUrl}
WorkOS   ${clientId}

Signing in needs two entries in that WorkOS environment:
  Redirects  ${url}/callback
  CORS       ${url}

Ctrl-C stops it.`;
}
