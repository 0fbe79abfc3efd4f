import fc from "fast-check";
import type { FaultsChange } from "../../../local/workos/model/faults";

/** What one person does in WorkOS, one step per tick. `pause` lets the others go ahead. */
const ACTIONS = [
  "create",
  "update",
  "update",
  "delete",
  "recreate",
  "signIn",
  "signIn",
  "signOut",
  "failSignIn",
  "firstSignIn",
  "chooseAgents",
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

/** What an operator or a cron does to everybody at the end of a tick. */
const SWEEPS = ["none", "none", "drain", "reconcile", "replayFailed", "replayMissing"] as const;
export type Sweep = (typeof SWEEPS)[number];

/**
 * What happens while WorkOS has yet to answer a sweep: nothing; its answer comes a tick late; an
 * operator cancels what is running; the backend is killed and started again.
 */
const INTERRUPTIONS = ["none", "none", "none", "late", "late", "cancel", "crash"] as const;
type Interruption = (typeof INTERRUPTIONS)[number];

/** How WorkOS's API fails during a tick. A user who "is not found" would be one who was deleted. */
const OUTAGES: readonly NonNullable<FaultsChange["api"]>[] = [
  { answer: "error", status: 500, path: "/" },
  { answer: "error", status: 401, path: "/" },
  { answer: "error", status: 403, path: "/user_management" },
  { answer: "error", status: 422, path: "/events" },
  { answer: "error", status: 404, path: "/events" },
  { answer: "html", status: 502, path: "/" },
  { answer: "html", status: 200, path: "/" },
  { answer: "rate-limit", retryAfterSeconds: 40, path: "/" },
  { answer: "rate-limit", retryAfterSeconds: null, path: "/events" },
  { answer: "drop", path: "/" },
];

export interface Tick {
  sweep: Sweep;
  interruption: Interruption;
  /** Null while the API works. */
  outage: FaultsChange["api"] | null;
  /** Milliseconds until the next tick; 0 puts several changes and readings into one millisecond. */
  gap: number;
}

export interface Batch {
  histories: Step[][];
  ticks: Tick[];
  /** The tick in which no roll-up can be written, so that events fail and are tried again. */
  brokenTick: number | null;
  /** What heals the losses in the end. */
  heal: "drain" | "reconcile";
}

export const LONGEST_HISTORY = 10;
const LATEST_ARRIVAL = 6;
const HOUR_IN_MS = 3_600_000;
const GAPS = [0, 0, 0, 1, 40, 2_500, 50_000, 5 * HOUR_IN_MS, 47 * HOUR_IN_MS] as const;

const arrival = fc.nat(LATEST_ARRIVAL);
const delivered = fc.array(arrival, { minLength: 1, maxLength: 3 });
const lost = fc.constant<number[]>([]);
const maybeLost = fc.oneof({ weight: 3, arbitrary: delivered }, { weight: 1, arbitrary: lost });

/** @param lossy whether webhooks may be lost */
function step(lossy: boolean): fc.Arbitrary<Step> {
  return fc.record({
    action: fc.constantFrom(...ACTIONS),
    value: fc.nat(9),
    arrivals: lossy ? maybeLost : delivered,
  });
}

function tick(lossy: boolean): fc.Arbitrary<Tick> {
  const gap = fc.constantFrom(...GAPS);
  if (!lossy) return gap.map((ms) => ({ ...QUIET, gap: ms }));
  return fc.record({
    sweep: fc.constantFrom(...SWEEPS),
    interruption: fc.constantFrom(...INTERRUPTIONS),
    outage: fc.option(fc.constantFrom(...OUTAGES), { freq: 1 }),
    gap,
  });
}

/** A tick in which nothing but webhooks happens. */
export const QUIET: Tick = { sweep: "none", interruption: "none", outage: null, gap: 0 };

/**
 * Many people's histories with disjoint users, to be played side by side.
 * @param size how many
 */
export function batch(size: number, lossy: boolean): fc.Arbitrary<Batch> {
  const history = fc.array(step(lossy), { maxLength: LONGEST_HISTORY, size: "max" });
  return fc.record({
    histories: fc.array(history, { minLength: size, maxLength: size }),
    ticks: fc.array(tick(lossy), { minLength: LONGEST_HISTORY, maxLength: LONGEST_HISTORY }),
    brokenTick: fc.option(fc.nat(LONGEST_HISTORY - 1)),
    heal: fc.constantFrom("drain", "reconcile"),
  });
}
