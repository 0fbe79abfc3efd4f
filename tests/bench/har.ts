// `npm run bench:har`: a recording of 100 MB dropped on the console in a real browser.
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import { signIn } from "../browser/console";
import { harText } from "../diagnostics/har";
import { serverLoop, SESSION_COOKIE } from "../diagnostics/recordedSignIns";
import { launchChromium } from "../support/chromium";
import { temporaryFolder } from "../support/deployment";
import { launchStack } from "../support/launchedStack";

const MIB = 1024 * 1024;
const SMALL_ANSWERS = 5_000;
const SMALL_BYTES = 4 * 1024;
const IDLE_MS = 10_000;
const PATIENCE_MS = 600_000;
/** A person feels a page that does not move for this long. */
const LONGEST_GAP_MS = 200;

const { values } = parseArgs({
  options: {
    mib: { type: "string", default: "100" },
    /** A console that runs already, with the stand-in; otherwise one is started. */
    console: { type: "string" },
  },
});

const file = path.join(temporaryFolder(), "large.har");
writeFileSync(file, recording(Number(values.mib) * MIB));
const stack = values.console === undefined ? await launchStack({ users: 20 }) : null;
const browser = await launchChromium();
try {
  const page = await browser.newPage();
  const url = values.console ?? stack?.consoleUrl ?? "";
  await signIn(page, url, "admin@gatehouse.test");
  await page.goto(`${url}/diagnostics/tools`);
  await page.getByText("Drop a HAR recording here").waitFor();
  // The first reading loads the code; what is measured is the work.
  await read(page, small());
  const before = await peakMemory(browser);
  // On a busy machine even an idle page waits; what the reading adds is the difference.
  await page.evaluate(watchGaps);
  await page.waitForTimeout(IDLE_MS);
  const idleGapMs = await page.evaluate(longestGap);
  await page.evaluate(watchGaps);
  const began = performance.now();
  await read(page, file);
  const totalMs = performance.now() - began;
  const gapMs = await page.evaluate(longestGap);
  const after = await peakMemory(browser);
  console.table({
    "file, MiB": Math.round(statSync(file).size / MIB),
    "total, s": Number((totalMs / 1000).toFixed(1)),
    "longest main-thread gap, ms": Math.round(gapMs),
    "the same of an idle page, ms": Math.round(idleGapMs),
    "largest renderer at its peak, MiB": Math.round(after / MIB),
    "the same before the file, MiB": Math.round(before / MIB),
    "load average": Number((loadavg()[0] ?? NaN).toFixed(1)),
  });
  if (gapMs > Math.max(LONGEST_GAP_MS, idleGapMs)) process.exitCode = 1;
} finally {
  await browser.close();
  await stack?.stop();
  stack?.cleanUp();
}

/** A loop at its beginning, then a page's files: many small answers, and large ones up to the size. */
function recording(bytes: number): string {
  const loop = serverLoop(`${SESSION_COOKIE}; Domain=other.com`);
  const answers = (count: number, size: number) =>
    Array.from({ length: count }, (_, index) => ({
      url: `https://app.example.com/files/${size}/${index}`,
      body: 'a "quoted" word\n'.repeat(size / 16),
    }));
  const large = Math.max(0, Math.round((bytes - SMALL_ANSWERS * SMALL_BYTES) / MIB));
  return harText([...loop, ...answers(SMALL_ANSWERS, SMALL_BYTES), ...answers(large, MIB)]);
}

function small(): string {
  const name = path.join(path.dirname(file), "small.har");
  writeFileSync(name, harText(serverLoop(`${SESSION_COOKIE}; Domain=other.com`)));
  return name;
}

async function read(page: Page, name: string): Promise<void> {
  await page.getByLabel("HAR file").setInputFiles(name);
  const section = page.getByRole("region", { name: path.basename(name) });
  await section.getByText(/in the recording/).waitFor({ timeout: PATIENCE_MS });
}

/** The most memory that a renderer process ever held, in bytes; NaN where /proc does not tell. */
async function peakMemory(from: Browser): Promise<number> {
  const session = await from.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  return Math.max(...renderers.map(({ id }) => highWater(id)));
}

function highWater(pid: number): number {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return Number(found?.[1] ?? NaN) * 1024;
  } catch {
    return NaN;
  }
}

declare global {
  interface Window {
    longestGapMs?: number;
  }
}

/** Runs in the page: notes the longest time in which nothing else could run. */
function watchGaps(): void {
  window.longestGapMs = 0;
  let last = performance.now();
  const { port1, port2 } = new MessageChannel();
  // Without a name of its own: tsx's helper for names does not exist in the page.
  port1.onmessage = () => {
    const now = performance.now();
    window.longestGapMs = Math.max(window.longestGapMs ?? 0, now - last);
    last = now;
    setTimeout(() => port2.postMessage(null), 4);
  };
  port2.postMessage(null);
}

/** Runs in the page. */
function longestGap(): number {
  return window.longestGapMs ?? NaN;
}
