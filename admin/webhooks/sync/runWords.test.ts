import { describe, expect, it } from "vitest";
import {
  replayProgress,
  replayRunSentence,
  starterWords,
  syncProgress,
  syncRunSentence,
  type ReplayRun,
  type SyncRun,
} from "./runWords";

const run = (changes: Partial<SyncRun> = {}): SyncRun => ({
  _id: "run1" as SyncRun["_id"],
  kind: "reconcile",
  state: "completed",
  phase: "done",
  dryRun: false,
  startedAt: 0,
  startedBy: "cron",
  startedByLabel: null,
  finishedAt: null,
  ...{ listed: 305, drift: 0, repaired: 0, missing: 0 },
  error: null,
  ...changes,
});
const replay = (changes: Partial<ReplayRun> = {}): ReplayRun => ({
  _id: "replay1" as ReplayRun["_id"],
  scope: "missing",
  since: Date.UTC(2026, 10, 23),
  state: "completed",
  startedAt: 0,
  startedBy: "user_1",
  startedByLabel: "ada@example.com",
  finishedAt: null,
  ...{ expected: 10, looked: 130, applied: 4, ignored: 0, failed: 0 },
  error: null,
  ...changes,
});

describe("a comparison", () => {
  it.each<[Partial<SyncRun>, string]>([
    [{}, "Compared 305 users with WorkOS: no difference"],
    [{ drift: 5, repaired: 4 }, "Compared 305 users with WorkOS: 5 differences, 4 repaired"],
    [{ drift: 1, dryRun: true }, "Compared 305 users with WorkOS: 1 difference, report only"],
    [{ kind: "backfill", drift: 305, repaired: 305 }, "Brought in 305 users from WorkOS"],
    [{ kind: "backfill", dryRun: true }, "Compared 305 users with WorkOS: no difference"],
    [{ state: "failed" }, "Comparison failed after 305 users"],
    [{ state: "canceled", listed: 1 }, "Comparison canceled after 1 user"],
    [{ state: "running" }, "Comparing with WorkOS and repairing"],
    [{ state: "running", dryRun: true }, "Comparing with WorkOS, report only"],
  ])("%j", (changes, sentence) => {
    expect(syncRunSentence(run(changes))).toBe(sentence);
  });

  it.each<[Partial<SyncRun>, number, number | null, string]>([
    [
      { phase: "list", listed: 50 },
      200,
      0.25,
      "50 of about 200 users listed, no difference so far",
    ],
    [
      { phase: "list", listed: 300, drift: 2 },
      200,
      1,
      "300 of about 300 users listed, 2 differences so far",
    ],
    [{ phase: "list", listed: 0 }, 0, null, "0 of about 0 users listed, no difference so far"],
    [{ phase: "sweep" }, 200, null, "Looking for users WorkOS did not list, no difference so far"],
    [{ phase: "delete", missing: 3 }, 200, null, "Asking WorkOS about 3 users it did not list"],
  ])("is as far as %j with %d known", (changes, known, share, words) => {
    expect(syncProgress(run(changes), known)).toEqual({ share, words });
  });
});

describe("a replay", () => {
  it.each<[Partial<ReplayRun>, RegExp]>([
    [{}, /^Replayed missing events since 2026-11-23 00:00:00 UTC: looked at 130, 4 applied$/],
    [
      { scope: "failed", ignored: 1, failed: 2 },
      /failed events.* 4 applied, 1 ignored, 2 failed again$/,
    ],
    [{ state: "running" }, /^Replaying missing events since/],
    [{ state: "failed" }, /^Replay of missing .* failed: 4 applied$/],
    [{ state: "canceled" }, /^Replay of missing .* canceled: 4 applied$/],
  ])("%j", (changes, sentence) => {
    expect(replayRunSentence(replay(changes))).toMatch(sentence);
  });

  it.each<[Partial<ReplayRun>, number | null]>([
    [{}, 0.4],
    [{ applied: 8, ignored: 2, failed: 3 }, 1],
    [{ expected: 0 }, null],
  ])("is as far as %j", (changes, share) => {
    expect(replayProgress(replay(changes)).share).toBe(share);
  });
});

it("says who started a run when no operator did", () => {
  expect(["cron", "gap", "terminal", "user_1"].map(starterWords)).toEqual([
    "nightly",
    "after a gap in the events",
    "npm run reconcile",
    null,
  ]);
});
