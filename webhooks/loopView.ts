import { deviceOf, LOOP_QUIET_MS } from "./loopRhythm";
import type { LoopEpisode, SignInPoint } from "./loopEpisode";

/**
 * Which part of a person's sign-ins is in view. Of a long loop only the sign-ins around a new one
 * are looked at; what is known already stands for the others.
 */
export interface LoopView {
  /** Where the view begins, if more sign-ins lie close before it; epoch ms. */
  cutBeforeAt: number | null;
  /** Where it ends, if more lie close behind it; epoch ms. */
  cutAfterAt: number | null;
  /** The loops found so far that lie at least partly in view. */
  known: readonly LoopEpisode[];
  /** The sign-in that they do not count yet; one of those in view. */
  added: SignInPoint;
}

interface Span {
  startedAt: number;
  endedAt: number;
}

/** Whether a run of sign-ins may go on where it can no longer be seen. */
export function goesBeyond(view: LoopView, { startedAt, endedAt }: Span): boolean {
  const { cutBeforeAt, cutAfterAt } = view;
  return (
    (cutBeforeAt !== null && startedAt - cutBeforeAt <= LOOP_QUIET_MS) ||
    (cutAfterAt !== null && cutAfterAt - endedAt <= LOOP_QUIET_MS)
  );
}

/**
 * A loop that goes beyond the view. Whether it is one was judged while all of it could be seen: then
 * it is known, and grows.
 * @param run what the sign-ins in view would make, taken alone
 * @param device all sign-ins in view of the same device
 * @returns the loop, or nothing when what began there was none
 */
export function continued(
  { known, added }: LoopView,
  run: LoopEpisode,
  device: readonly SignInPoint[],
): LoopEpisode[] {
  const parts = known.filter((loop) => deviceOf(loop) === deviceOf(run) && touches(loop, run));
  if (parts.length === 0) return [];
  const hidden = parts.map((loop) => {
    const seen = device.filter((signIn) => signIn !== added && isWithin(signIn, loop)).length;
    return Math.max(0, loop.count - seen);
  });
  const last = parts.find((loop) => loop.endedAt > run.endedAt) ?? run;
  return [
    {
      ...last,
      startedAt: Math.min(run.startedAt, ...parts.map((loop) => loop.startedAt)),
      count: hidden.reduce((sum, count) => sum + count, run.count),
      medianGapMs: run.medianGapMs,
    },
  ];
}

const touches = (one: Span, other: Span): boolean =>
  one.startedAt <= other.endedAt + LOOP_QUIET_MS && one.endedAt >= other.startedAt - LOOP_QUIET_MS;

const isWithin = ({ at }: SignInPoint, { startedAt, endedAt }: Span): boolean =>
  at >= startedAt && at <= endedAt;
