import {
  deviceOf,
  isAutomation,
  isDense,
  keepsBeat,
  LOOP_QUIET_MS,
  LOOP_SIGN_INS,
  medianGapMs,
  splitAt,
} from "./loopRhythm";
import type { LoopCause, LoopEpisode, SignInPoint } from "./loopEpisode";
import { continued, goesBeyond, type LoopView } from "./loopView";

/** What is known of the app. */
export interface LoopOptions {
  /** How the app keeps sessions; without it the general cause is given. */
  authMode?: "client-only" | "cookie";
}

/** Test runs pause too; what a device did this close by shows whether a person sat at it. */
export const LOOP_NEARBY_MS = 5 * 60_000;

/** Sign-ins that nobody makes by signing in. */
const UNCOUNTED_METHODS: readonly string[] = ["impersonation", "migrated_session"];

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

/**
 * Many addresses under one browser's name are many devices that share an account; but one browser
 * behind a relay, which changes its address at every request, keeps a beat.
 */
const isSharedAccount = (run: readonly SignInPoint[]): boolean =>
  new Set(run.map((signIn) => signIn.ip)).size > Math.max(2, run.length / 2) && !keepsBeat(run);

const causeOf = (userAgent: string | undefined, { authMode }: LoopOptions): LoopCause =>
  authMode === "client-only" && BLOCKS_THIRD_PARTY_COOKIES.test(userAgent ?? "")
    ? "third-party-cookie-blocked"
    : "cookie-not-set";

/** What is known of the loop that a run of sign-ins belongs to. */
function episodeOf(
  run: readonly SignInPoint[],
  last: SignInPoint,
  later: readonly SignInPoint[],
  options: LoopOptions,
): LoopEpisode {
  return {
    userId: last.userId,
    startedAt: run[0]?.at ?? last.at,
    endedAt: last.at,
    count: run.length,
    medianGapMs: medianGapMs(run),
    ip: last.ip ?? null,
    userAgent: last.userAgent ?? null,
    probableCause: causeOf(last.userAgent, options),
    resolved: endsWell(later),
  };
}

/** Whether a device's next run of sign-ins shows that it could sign in: one that lasted. */
const endsWell = (next: readonly SignInPoint[]): boolean => next.length > 0 && !isDense(next);

/**
 * Whether a loop is over and the person signed in.
 * @param later what the same person signed in after the loop's end, on any device
 */
export function isResolved(
  loop: { userAgent: string | null; ip: string | null },
  later: readonly SignInPoint[],
): boolean {
  const device = countable(later).filter((signIn) => deviceOf(signIn) === deviceOf(loop));
  return endsWell(splitAt(device, LOOP_QUIET_MS)[0] ?? []);
}

function deviceEpisodes(
  device: readonly SignInPoint[],
  options: LoopOptions,
  view: LoopView | null,
): LoopEpisode[] {
  const byPerson = splitAt(device, LOOP_NEARBY_MS).filter((nearby) => !isAutomation(nearby));
  const runs = splitAt(device, LOOP_QUIET_MS);
  const isByPerson = new Set(byPerson.flat());
  return runs.flatMap((run, index) => {
    const last = run.at(-1);
    if (last === undefined) return [];
    const episode = episodeOf(run, last, runs[index + 1] ?? [], options);
    if (view !== null && goesBeyond(view, episode)) return continued(view, episode, device);
    const isLoop = isDense(run) && !isSharedAccount(run);
    return isLoop && run.every((signIn) => isByPerson.has(signIn)) ? [episode] : [];
  });
}

/**
 * Finds login loops in a stream of sign-ins.
 * @param signIns completed sign-ins of any users, in any order; repeated deliveries are fine.
 * @param options what is known of the app.
 * @param view set where `signIns` are a part of more.
 * @returns the episodes by start. A loop is four or more sign-ins of one user and browser within two
 * minutes, in the rhythm of a browser or of a person who tries again; test runs are left out.
 */
export function detectLoops(
  signIns: readonly SignInPoint[],
  options: LoopOptions = {},
  view: LoopView | null = null,
): LoopEpisode[] {
  return groupBy(countable(signIns), ({ userId }) => userId)
    .filter((own) => own.length >= LOOP_SIGN_INS)
    .flatMap((own) =>
      groupBy(own, deviceOf).flatMap((device) => deviceEpisodes(device, options, view)),
    )
    .sort(byStart);
}
