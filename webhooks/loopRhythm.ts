/** What the detector looks at of a sign-in, here. */
interface Moment {
  /** Epoch milliseconds. */
  at: number;
  userAgent?: string;
}

/** This many sign-ins of one device within the window are a loop. Our choice, measured in the tests. */
export const LOOP_SIGN_INS = 4;
const LOOP_WINDOW_MS = 2 * 60_000;

/** Sign-ins further apart belong to different episodes. */
export const LOOP_QUIET_MS = 60_000;

/** A round of redirects takes a browser at least this long; faster ones run side by side. */
const FASTEST_ROUND_MS = 250;

/** Rounds slower than this are clicked by a person, who gives up at some point. */
const SLOWEST_AUTOMATIC_ROUND_MS = 7000;
const MOST_CLICKED_ROUNDS = 20;

/** A browser repeats the same requests, so its rounds take much the same time. */
const MOST_IRREGULAR = 6;
const GAPS_FOR_RHYTHM = 8;

/** An app that backs off makes most gaps longer than the one before, by more than chance does. */
const MOSTLY = 0.8;
const LONGER = 1.1;

/** Rounds of one browser rarely differ by more than this factor; sign-ins of many devices do. */
const STEADY = 3;

const AUTOMATION =
  /headless|playwright|puppeteer|cypress|selenium|webdriver|phantomjs|\bbot\b|curl\/|wget\/|python|go-http|okhttp|node-fetch|undici|postman|k6\//i;

const gapsOf = (run: readonly Moment[]): number[] =>
  run.slice(1).map((signIn, index) => signIn.at - (run[index]?.at ?? signIn.at));

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/**
 * The device of a sign-in or a loop, for comparison. Addresses change on the move and between IPv4
 * and IPv6, so it is the browser's name.
 */
export function deviceOf(of: { userAgent?: string | null; ip?: string | null }): string {
  return of.userAgent === undefined || of.userAgent === null
    ? `address ${of.ip ?? ""}`
    : `browser ${of.userAgent}`;
}

/** Splits a device's sign-ins, oldest first, wherever it paused for longer. */
export function splitAt<M extends Moment>(device: readonly M[], pauseMs: number): M[][] {
  const runs: M[][] = [];
  for (const signIn of device) {
    const run = runs.at(-1);
    const previous = run?.at(-1);
    if (run === undefined || previous === undefined || signIn.at - previous.at > pauseMs) {
      runs.push([signIn]);
    } else run.push(signIn);
  }
  return runs;
}

/** Whether enough sign-ins lie close enough together for a loop. */
export function isDense(run: readonly Moment[]): boolean {
  return run.some((signIn, index) => {
    const first = run[index - LOOP_SIGN_INS + 1];
    return first !== undefined && signIn.at - first.at <= LOOP_WINDOW_MS;
  });
}

/** Whether sign-ins of a device, oldest first, are those of a test run and not of a person. */
export function isAutomation(nearby: readonly Moment[]): boolean {
  if (AUTOMATION.test(nearby[0]?.userAgent ?? "")) return true;
  const inOrder = gapsOf(nearby);
  const gaps = inOrder.toSorted((a, b) => a - b);
  const sideBySide = gaps.filter((gap) => gap < FASTEST_ROUND_MS).length;
  if (sideBySide > gaps.length / 10) return true;
  const isClicked = quantile(gaps, 0.5) > SLOWEST_AUTOMATIC_ROUND_MS;
  if (isClicked && nearby.length > MOST_CLICKED_ROUNDS) return true;
  const irregularity = quantile(gaps, 0.9) / Math.max(1, quantile(gaps, 0.1));
  return gaps.length >= GAPS_FOR_RHYTHM && irregularity > MOST_IRREGULAR && !backsOff(inOrder);
}

/** Whether an app waits longer and longer between its tries, which no test run does. */
function backsOff(gapsInOrder: readonly number[]): boolean {
  const longer = gapsInOrder.filter(
    (gap, index) => gap > LONGER * (gapsInOrder[index - 1] ?? Infinity),
  ).length;
  return longer >= (gapsInOrder.length - 1) * MOSTLY;
}

/** Whether sign-ins follow each other as evenly as the rounds of one browser. */
export function keepsBeat(run: readonly Moment[]): boolean {
  const gaps = gapsOf(run).sort((a, b) => a - b);
  return quantile(gaps, 0.9) <= STEADY * Math.max(1, quantile(gaps, 0.1));
}

/** The usual time from one sign-in to the next, in ms. */
export function medianGapMs(run: readonly Moment[]): number {
  return quantile(
    gapsOf(run).sort((a, b) => a - b),
    0.5,
  );
}
