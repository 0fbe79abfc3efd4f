import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import { deliveriesPath, DRIFT_PATH, ENDPOINT_PATH, SYNC_PATH } from "../../addresses/webhooks";
import type { IconName } from "../../ui/Icon";
import type { Tone } from "../../ui/Status";
import { duration, exactUtc, relativeTime } from "../../ui/time";
import { count } from "../../ui/words";
import { refusalWords } from "./refusalWords";

/** One word of health: what it says, what it means, where it leads. */
export interface HealthMark {
  tone: Tone;
  icon: IconName;
  label: string;
  /** The definition, on hover. */
  meaning: string;
  to?: string;
}

export type Arrivals = FunctionReturnType<typeof api.gatehouse.inbox.health>;
export type Lag = FunctionReturnType<typeof api.gatehouse.inbox.lag>;
export type Refused = FunctionReturnType<typeof api.gatehouse.inbox.refused>;
export type Drain = FunctionReturnType<typeof api.gatehouse.sync.drain>;
export type DriftSummary = FunctionReturnType<typeof api.gatehouse.drift.summary>;

/** The drain runs every minute; this long without one means that it does not. */
const DRAIN_LATE_MS = 5 * 60_000;
/** The nightly comparison, and half a day of grace. */
const COMPARISON_LATE_MS = 36 * 3_600_000;

/** When the last webhook came. */
export function arrivalMark({ lastReceivedAt }: Arrivals, now: number): HealthMark {
  if (lastReceivedAt === null) {
    return {
      ...{ tone: "unknown", icon: "pending", label: "No webhook yet" },
      meaning: "WorkOS has not delivered anything to this deployment since it exists.",
      to: ENDPOINT_PATH,
    };
  }
  return {
    ...{
      tone: "neutral",
      icon: "webhooks",
      label: `Last webhook ${relativeTime(lastReceivedAt, now)}`,
    },
    meaning: `When WorkOS last delivered by webhook: ${exactUtc(lastReceivedAt)}. What only the Events API, a replay or the seed brought does not count.`,
  };
}

/** How late webhooks are. */
export function lagMark(lag: Lag): HealthMark {
  const meaning =
    "Lag is the time from an event at WorkOS to its webhook here, also when the Events API was faster. Half of the webhooks of the last 24 hours (the latest 200 at most) took less than the first number, 95 of 100 less than the second.";
  if (lag === null) {
    return { tone: "neutral", icon: "pending", label: "Lag unknown today", meaning };
  }
  const label = `Lag ${duration(lag.p50Ms)}, 95 % under ${duration(lag.p95Ms)}`;
  return { tone: "neutral", icon: "pending", label, meaning };
}

/** Whether events wait for a person. */
export function failureMark({ failed, moreFailed }: Arrivals): HealthMark {
  const meaning =
    "Events Gatehouse received but could not process. It tries again by itself, five times in seven hours, then gives up until you replay them.";
  return failed === 0
    ? { tone: "ok", icon: "ok", label: "None failed", meaning }
    : {
        ...{ tone: "failure", icon: "failure" },
        ...{ label: `${count(failed, "event", moreFailed)} failed`, meaning },
        to: deliveriesPath({ state: "unresolved" }),
      };
}

/** Whether deliveries were turned away. */
export function refusalMark(refused: Refused): HealthMark {
  const total = refused.reduce((sum, one) => sum + one.count, 0);
  return total === 0
    ? {
        ...{ tone: "ok", icon: "ok", label: "None refused" },
        meaning: "No delivery was turned away yesterday or today (UTC).",
      }
    : {
        ...{ tone: "warning", icon: "warning" },
        label: `${count(total, "delivery")} refused`,
        meaning: `Turned away yesterday or today (UTC), nothing of them was kept.\n${refusalWords(refused)}`,
        to: ENDPOINT_PATH,
      };
}

/** Whether the Events API is read, which heals what webhooks missed. */
export function drainMark(drain: Drain, now: number): HealthMark {
  const definition =
    "Every minute Gatehouse reads WorkOS's Events API from where it had got to, so that a webhook that never came is healed.";
  if (drain === null) {
    return {
      ...{ tone: "unknown", icon: "pending", label: "Events API not read yet" },
      meaning: `${definition} It needs WORKOS_API_KEY.`,
      to: SYNC_PATH,
    };
  }
  if (drain.consecutiveErrors > 0 && drain.lastError !== null) {
    return {
      ...{ tone: "failure", icon: "failure", label: "Events API cannot be read" },
      ...{ meaning: drain.lastError, to: SYNC_PATH },
    };
  }
  const readAt = drain.lastDrainedAt ?? drain.cursorMovedAt;
  const label = `Events read ${relativeTime(readAt, now)}`;
  return now - readAt > DRAIN_LATE_MS
    ? { tone: "warning", icon: "warning", label, meaning: definition, to: SYNC_PATH }
    : { tone: "ok", icon: "ok", label, meaning: definition, to: SYNC_PATH };
}

/** Whether the table equals WorkOS. */
export function driftMark(summary: DriftSummary, now: number): HealthMark {
  const definition =
    "Drift is any difference between WorkOS's users and the rows here, found by comparing them all: nightly, or when you ask.";
  if (summary === null) {
    return {
      ...{ tone: "unknown", icon: "pending", label: "Never compared" },
      ...{ meaning: definition, to: SYNC_PATH },
    };
  }
  const meaning = `${definition} Last compared ${exactUtc(summary.finishedAt)}.`;
  if (summary.state === "failed") {
    const label = "Last comparison failed";
    return { tone: "failure", icon: "failure", label, meaning, to: SYNC_PATH };
  }
  if (summary.open > 0) {
    const label = `${count(summary.open, "difference")} open`;
    return { tone: "warning", icon: "warning", label, meaning, to: DRIFT_PATH };
  }
  const isLate = now - summary.finishedAt > COMPARISON_LATE_MS;
  const age = duration(Math.max(0, now - summary.finishedAt));
  return isLate
    ? { tone: "warning", icon: "warning", label: `Not compared for ${age}`, meaning, to: SYNC_PATH }
    : { tone: "ok", icon: "ok", label: "No drift", meaning, to: DRIFT_PATH };
}
