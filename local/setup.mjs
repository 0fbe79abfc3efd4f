// Plain JavaScript, because it runs before anything is installed: makes sure the
// dependencies of package-lock.json are there, then hands over to the TypeScript
// file named on the command line.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** What a batch of mutations makes should not outlive its memory's young days: 12 % less work. */
const YOUNG_MEMORY = "--max-semi-space-size=64";
/** Node's own localStorage warns msw, which looks for a browser's. Older Nodes have no such option. */
const NO_LOCAL_STORAGE = "--no-experimental-webstorage";
const NODE_OPTIONS = [YOUNG_MEMORY, NO_LOCAL_STORAGE].filter((option) =>
  process.allowedNodeEnvironmentFlags.has(option),
);
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const stampFile = path.join(root, "node_modules", ".gatehouse-lock");

requireNode();
installWhenNeeded();
handOver(process.argv.slice(2));

function requireNode() {
  const { engines } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  if (engines.node.split(" || ").some(admitsThisNode)) return;
  console.error(
    `Gatehouse needs Node ${engines.node}; this is ${process.versions.node}. Install one of those and try again.`,
  );
  process.exit(1);
}

/** For a range such as `^20.19.0` or `>=24.0.0`. */
function admitsThisNode(range) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const [firstMajor, firstMinor] = range.match(/\d+/g).map(Number);
  if (major === firstMajor) return minor >= firstMinor;
  return range.startsWith(">=") && major > firstMajor;
}

function installWhenNeeded() {
  const lock = createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === lock) return;
  console.log("Installing dependencies (npm ci) …");
  const result = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (result.status !== 0) process.exit(result.status ?? 1);
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, lock);
}

function handOver([script, ...args]) {
  const node = [...NODE_OPTIONS, "--import", "tsx"];
  const child = spawn(process.execPath, [...node, path.join(root, script), ...args], {
    cwd: root,
    stdio: "inherit",
  });
  // Ctrl-C reaches both through the terminal; the child stops once however often it is told.
  process.on("SIGINT", () => child.kill("SIGINT"));
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}
