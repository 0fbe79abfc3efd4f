import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium, type Browser } from "playwright-core";

/** Where browsers are usually installed, most specific first. */
const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** An installed Chrome or Chromium, or null. `CHROMIUM_PATH` wins over the usual places. */
function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined) return named;
  return [...USUAL_PLACES, chromium.executablePath()].find((place) => existsSync(place)) ?? null;
}

/**
 * Finds a Chromium or gets one: Debian's package when root on Debian, else Playwright's download.
 *
 * @returns its path and how it was come by, in words
 * @throws when neither works, saying what to install
 */
export function obtainChromium(): { path: string; how: string } {
  const installed = findChromium();
  if (installed !== null) return { path: installed, how: "already installed" };
  const how = installChromium();
  const path = findChromium();
  if (path !== null) return { path, how };
  throw new Error(
    "No Chromium found and none could be installed. Install Chrome or Chromium, or set CHROMIUM_PATH to one.",
  );
}

function installChromium(): string {
  if (process.getuid?.() === 0 && isDebian()) {
    run("apt-get", ["update", "-qq"]);
    run("apt-get", ["install", "-y", "-qq", "chromium"]);
    return "Debian's chromium package, just installed";
  }
  const cli = createRequire(import.meta.url).resolve("playwright-core/cli.js");
  run(process.execPath, [cli, "install", "chromium"]);
  return "Playwright's download";
}

function run(command: string, args: string[]): void {
  spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] });
}

function isDebian(): boolean {
  const file = "/etc/os-release";
  return existsSync(file) && /^ID(_LIKE)?=.*debian/m.test(readFileSync(file, "utf8"));
}

/**
 * A headless browser with a fresh profile. The caller closes it.
 * @param more further command-line arguments
 */
export function launchChromium(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: obtainChromium().path,
    headless: true,
    args: [...ARGUMENTS, ...more],
  });
}
