import fc from "fast-check";

/** What one person does in WorkOS, one step per tick. `pause` lets the others go ahead. */
const ACTIONS = [
  "create",
  "update",
  "delete",
  "recreate",
  "signIn",
  "firstSignIn",
  "replay",
  "pause",
] as const;

type Action = (typeof ACTIONS)[number];

/** One step and when its event's webhooks arrive: ticks from now, one per copy; none is a loss. */
export interface Step {
  action: Action;
  /** What an update changes, and to what. */
  value: number;
  arrivals: number[];
}

/** What the operator or a cron does to everybody at the end of a tick. */
export type Sweep = "none" | "drain" | "reconcile";

export interface Batch {
  histories: Step[][];
  sweeps: Sweep[];
  /** Milliseconds between ticks; 0 puts several changes into one millisecond. */
  gaps: number[];
  /** What heals the losses in the end. */
  heal: "drain" | "reconcile";
}

export const LONGEST_HISTORY = 10;
const LATEST_ARRIVAL = 6;

const arrival = fc.nat(LATEST_ARRIVAL);
const delivered = fc.array(arrival, { minLength: 1, maxLength: 3 });
const lost = fc.constant<number[]>([]);
const maybeLost = fc.oneof({ weight: 3, arbitrary: delivered }, { weight: 1, arbitrary: lost });

/** @param lossy whether webhooks may be lost */
function step(lossy: boolean): fc.Arbitrary<Step> {
  return fc.record({
    action: fc.constantFrom(...ACTIONS),
    value: fc.nat(7),
    arrivals: lossy ? maybeLost : delivered,
  });
}

/**
 * Many people's histories with disjoint users, to be played side by side.
 * @param size how many
 */
export function batch(size: number, lossy: boolean): fc.Arbitrary<Batch> {
  const history = fc.array(step(lossy), { maxLength: LONGEST_HISTORY, size: "max" });
  const sweeps: Sweep[] = lossy ? ["none", "none", "none", "drain", "reconcile"] : ["none"];
  const ticks = { minLength: LONGEST_HISTORY, maxLength: LONGEST_HISTORY };
  return fc.record({
    histories: fc.array(history, { minLength: size, maxLength: size }),
    sweeps: fc.array(fc.constantFrom(...sweeps), ticks),
    gaps: fc.array(fc.constantFrom(0, 0, 1, 40, 2_500), ticks),
    heal: fc.constantFrom("drain", "reconcile"),
  });
}
