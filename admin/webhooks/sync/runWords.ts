import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import type { IconName } from "../../ui/Icon";
import type { Tone } from "../../ui/Status";
import { exactUtc } from "../../ui/time";
import { count } from "../../ui/words";

export type SyncRun = FunctionReturnType<typeof api.gatehouse.sync.runs>[number];
export type ReplayRun = FunctionReturnType<typeof api.gatehouse.replay.runs>[number];

/** What a run is doing, or what it came to, as a sentence without its full stop. */
export function syncRunSentence(
  run: Pick<SyncRun, "state" | "listed" | "drift" | "repaired" | "dryRun" | "kind">,
): string {
  const { state, listed, drift, repaired, dryRun, kind } = run;
  const users = count(listed, "user");
  if (state === "running") {
    return dryRun ? "Comparing with WorkOS, report only" : "Comparing with WorkOS and repairing";
  }
  if (state === "failed") return `Comparison failed after ${users}`;
  if (state === "canceled") return `Comparison canceled after ${users}`;
  if (kind === "backfill" && !dryRun) return `Brought in ${users} from WorkOS`;
  const found = drift === 0 ? "no difference" : count(drift, "difference");
  const mended = drift === 0 ? "" : dryRun ? ", report only" : `, ${repaired} repaired`;
  return `Compared ${users} with WorkOS: ${found}${mended}`;
}

/** The same of a replay. */
export function replayRunSentence(run: ReplayRun): string {
  const { scope, since, state, looked, applied, ignored, failed } = run;
  const what = `${scope} events since ${exactUtc(since)}`;
  if (state === "running") return `Replaying ${what}`;
  const parts = [
    `${applied} applied`,
    ignored > 0 && `${ignored} ignored`,
    failed > 0 && `${failed} failed again`,
  ];
  const outcome = parts.filter((part) => part !== false).join(", ");
  if (state === "failed") return `Replay of ${what} failed: ${outcome}`;
  if (state === "canceled") return `Replay of ${what} canceled: ${outcome}`;
  return `Replayed ${what}: looked at ${looked}, ${outcome}`;
}

/** How far something has got: a share from 0 to 1, null when that cannot be told. */
export interface Progress {
  share: number | null;
  words: string;
}

/** How far a comparison has got. `knownUsers`: how many there are here, which is about how many WorkOS lists. */
export function syncProgress(run: SyncRun, knownUsers: number): Progress {
  const found =
    run.drift === 0 ? "no difference so far" : `${count(run.drift, "difference")} so far`;
  if (run.phase === "sweep") {
    return { share: null, words: `Looking for users WorkOS did not list, ${found}` };
  }
  if (run.phase === "delete") {
    const asked = count(run.missing, "user");
    return { share: null, words: `Asking WorkOS about ${asked} it did not list` };
  }
  const total = Math.max(knownUsers, run.listed);
  const share = total === 0 ? null : run.listed / total;
  return { share, words: `${run.listed} of about ${count(total, "user")} listed, ${found}` };
}

/** How far a replay has got. */
export function replayProgress(run: ReplayRun): Progress {
  const { expected, looked, applied, ignored, failed } = run;
  const done = applied + ignored + failed;
  const share = expected === 0 ? null : Math.min(1, done / expected);
  return { share, words: `${done} of ${count(expected, "event")} replayed, ${looked} looked at` };
}

/** How a run stands, as a status. */
export const RUN_STATES = {
  running: { tone: "neutral", icon: "pending", label: "running" },
  completed: { tone: "ok", icon: "ok", label: "completed" },
  failed: { tone: "failure", icon: "failure", label: "failed" },
  canceled: { tone: "neutral", icon: "ignored", label: "canceled" },
} as const satisfies Record<SyncRun["state"], { tone: Tone; icon: IconName; label: string }>;

const STARTERS: Readonly<Record<string, string>> = {
  cron: "nightly",
  gap: "after a gap in the events",
  terminal: "npm run reconcile",
};

/** Who started a run, when it was no operator; null for an operator. */
export function starterWords(startedBy: string): string | null {
  return STARTERS[startedBy] ?? null;
}
