/** One completed sign-in, as the loop detector needs it. */
export interface SignInPoint {
  userId: string;
  /** Epoch milliseconds. */
  at: number;
  ip?: string;
  userAgent?: string;
  /** WorkOS's `auth_method`. */
  method: string;
  /** The same session counts once, however often its event is delivered. */
  sessionId?: string;
}

/** Codes of the diagnostics catalogue that the rhythm of sign-ins can point to. */
export type LoopCause = "cookie-not-set" | "third-party-cookie-blocked";

/** One login loop: a device that signed in again and again. */
export interface LoopEpisode {
  userId: string;
  startedAt: number;
  endedAt: number;
  count: number;
  medianGapMs: number;
  ip: string | null;
  userAgent: string | null;
  probableCause: LoopCause;
  /** A later sign-in of the same device lasted. False also when the person gave up. */
  resolved: boolean;
}

/** What is known of the app. */
export interface LoopOptions {
  /** How the app keeps sessions; without it the general cause is given. */
  authMode?: "client-only" | "cookie";
}

/** This many sign-ins of one device within the window are a loop. Our choice, measured in the tests. */
export const LOOP_SIGN_INS = 4;
const LOOP_WINDOW_MS = 2 * 60_000;

/** Sign-ins further apart belong to different episodes. */
const LOOP_QUIET_MS = 60_000;

/** Test runs pause too; what a device did this close by shows whether a person sat at it. */
export const LOOP_NEARBY_MS = 5 * 60_000;

/** A round of redirects takes a browser at least this long; faster ones run side by side. */
const FASTEST_ROUND_MS = 250;

/** Rounds slower than this are clicked by a person, who gives up at some point. */
const SLOWEST_AUTOMATIC_ROUND_MS = 7000;
const MOST_CLICKED_ROUNDS = 20;

/** A browser repeats the same requests, so its rounds take much the same time. */
const MOST_IRREGULAR = 6;
const GAPS_FOR_RHYTHM = 8;

/** Sign-ins that nobody makes by signing in. */
const UNCOUNTED_METHODS: readonly string[] = ["impersonation", "migrated_session"];

const AUTOMATION =
  /headless|playwright|puppeteer|cypress|selenium|webdriver|phantomjs|\bbot\b|curl\/|wget\/|python|go-http|okhttp|node-fetch|undici|postman|k6\//i;

const BLOCKS_THIRD_PARTY_COOKIES = /firefox\/|version\/[\d.]+ (mobile\/\S+ )?safari\//i;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byTime = (a: SignInPoint, b: SignInPoint): number =>
  a.at - b.at || byText(a.sessionId ?? "", b.sessionId ?? "");

const byStart = (a: LoopEpisode, b: LoopEpisode): number =>
  a.startedAt - b.startedAt ||
  byText(a.userId, b.userId) ||
  byText(a.userAgent ?? "", b.userAgent ?? "");

function countable(signIns: readonly SignInPoint[]): SignInPoint[] {
  const sessions = new Set<string>();
  return [...signIns].sort(byTime).filter(({ method, sessionId }) => {
    const isRepeated = sessionId !== undefined && sessions.has(sessionId);
    if (sessionId !== undefined) sessions.add(sessionId);
    return !isRepeated && !UNCOUNTED_METHODS.includes(method);
  });
}

function groupBy(
  signIns: readonly SignInPoint[],
  key: (signIn: SignInPoint) => string,
): SignInPoint[][] {
  const groups = new Map<string, SignInPoint[]>();
  for (const signIn of signIns) {
    const group = groups.get(key(signIn));
    if (group === undefined) groups.set(key(signIn), [signIn]);
    else group.push(signIn);
  }
  return [...groups.values()];
}

/** Addresses change on the move and between IPv4 and IPv6, so the browser's name is the device. */
const deviceOf = ({ userAgent, ip }: SignInPoint): string =>
  userAgent === undefined ? `address ${ip ?? ""}` : `browser ${userAgent}`;

function splitAt(device: readonly SignInPoint[], pauseMs: number): SignInPoint[][] {
  const runs: SignInPoint[][] = [];
  for (const signIn of device) {
    const run = runs.at(-1);
    const previous = run?.at(-1);
    if (run === undefined || previous === undefined || signIn.at - previous.at > pauseMs) {
      runs.push([signIn]);
    } else run.push(signIn);
  }
  return runs;
}

const gapsOf = (run: readonly SignInPoint[]): number[] =>
  run.slice(1).map((signIn, index) => signIn.at - (run[index]?.at ?? signIn.at));

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const isDense = (run: readonly SignInPoint[]): boolean =>
  run.some((signIn, index) => {
    const first = run[index - LOOP_SIGN_INS + 1];
    return first !== undefined && signIn.at - first.at <= LOOP_WINDOW_MS;
  });

function isAutomation(nearby: readonly SignInPoint[]): boolean {
  if (AUTOMATION.test(nearby[0]?.userAgent ?? "")) return true;
  const gaps = gapsOf(nearby).sort((a, b) => a - b);
  const sideBySide = gaps.filter((gap) => gap < FASTEST_ROUND_MS).length;
  if (sideBySide > gaps.length / 10) return true;
  const isClicked = quantile(gaps, 0.5) > SLOWEST_AUTOMATIC_ROUND_MS;
  if (isClicked && nearby.length > MOST_CLICKED_ROUNDS) return true;
  const irregularity = quantile(gaps, 0.9) / Math.max(1, quantile(gaps, 0.1));
  return gaps.length >= GAPS_FOR_RHYTHM && irregularity > MOST_IRREGULAR;
}

/** Many addresses under one browser's name are many devices that share an account. */
const isSharedAccount = (run: readonly SignInPoint[]): boolean =>
  new Set(run.map((signIn) => signIn.ip)).size > Math.max(2, run.length / 2);

const causeOf = (userAgent: string | undefined, { authMode }: LoopOptions): LoopCause =>
  authMode === "client-only" && BLOCKS_THIRD_PARTY_COOKIES.test(userAgent ?? "")
    ? "third-party-cookie-blocked"
    : "cookie-not-set";

function episodeOf(
  run: readonly SignInPoint[],
  later: readonly SignInPoint[],
  options: LoopOptions,
): LoopEpisode[] {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined || !isDense(run) || isSharedAccount(run)) return [];
  const gaps = gapsOf(run).sort((a, b) => a - b);
  return [
    {
      userId: first.userId,
      startedAt: first.at,
      endedAt: last.at,
      count: run.length,
      medianGapMs: quantile(gaps, 0.5),
      ip: last.ip ?? null,
      userAgent: last.userAgent ?? null,
      probableCause: causeOf(last.userAgent, options),
      resolved: later.length > 0 && !isDense(later),
    },
  ];
}

function deviceEpisodes(device: readonly SignInPoint[], options: LoopOptions): LoopEpisode[] {
  const byPerson = splitAt(device, LOOP_NEARBY_MS).filter((nearby) => !isAutomation(nearby));
  const runs = splitAt(device, LOOP_QUIET_MS);
  const isByPerson = new Set(byPerson.flat());
  return runs.flatMap((run, index) =>
    run.every((signIn) => isByPerson.has(signIn))
      ? episodeOf(run, runs[index + 1] ?? [], options)
      : [],
  );
}

/**
 * Finds login loops in a stream of sign-ins.
 * @param signIns completed sign-ins of any users, in any order; repeated deliveries are fine.
 * @param options what is known of the app.
 * @returns the episodes by start. A loop is four or more sign-ins of one user and browser within two
 * minutes, in the rhythm of a browser or of a person who tries again; test runs are left out.
 */
export function detectLoops(
  signIns: readonly SignInPoint[],
  options: LoopOptions = {},
): LoopEpisode[] {
  return groupBy(countable(signIns), ({ userId }) => userId)
    .filter((own) => own.length >= LOOP_SIGN_INS)
    .flatMap((own) => groupBy(own, deviceOf).flatMap((device) => deviceEpisodes(device, options)))
    .sort(byStart);
}
