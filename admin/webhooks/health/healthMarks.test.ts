import { describe, expect, it } from "vitest";
import {
  arrivalMark,
  drainMark,
  driftMark,
  failureMark,
  lagMark,
  refusalMark,
} from "./healthMarks";
import type { Drain, DriftSummary, HealthMark } from "./healthMarks";

const NOW = Date.UTC(2026, 10, 23, 12);
const MINUTE = 60_000;
const arrivals = (lastReceivedAt: number | null, failed = 0) => ({
  lastReceivedAt,
  failed,
  moreFailed: failed === 1_000,
  rejectedSignatures: 0,
});
const drain = (changes: Partial<NonNullable<Drain>> = {}): Drain => ({
  cursor: "event_1",
  cursorMovedAt: NOW,
  lastDrainedAt: NOW - 30_000,
  lastError: null,
  consecutiveErrors: 0,
  healed: 0,
  ...changes,
});
const summary = (changes: Partial<NonNullable<DriftSummary>> = {}): DriftSummary => ({
  runId: "run1" as NonNullable<DriftSummary>["runId"],
  state: "completed",
  finishedAt: NOW - MINUTE,
  open: 0,
  ...changes,
});

describe("each word of health", () => {
  it.each<[HealthMark, HealthMark["tone"], string, string | undefined]>([
    [arrivalMark(arrivals(null), NOW), "unknown", "No webhook yet", "/webhooks/endpoint"],
    [arrivalMark(arrivals(NOW - 5 * MINUTE), NOW), "neutral", "Last webhook 5 min ago", undefined],
    [lagMark(null), "neutral", "Lag unknown today", undefined],
    [
      lagMark({ sampled: 9, p50Ms: 120, p95Ms: 2_500 }),
      "neutral",
      "Lag 120 ms, 95 % under 2 s",
      undefined,
    ],
    [failureMark(arrivals(NOW)), "ok", "None failed", undefined],
    [
      failureMark(arrivals(NOW, 3)),
      "failure",
      "3 events failed",
      "/webhooks?filter=%7B%22state%22%3A%22unresolved%22%7D",
    ],
    [
      failureMark(arrivals(NOW, 1_000)),
      "failure",
      "1,000+ events failed",
      "/webhooks?filter=%7B%22state%22%3A%22unresolved%22%7D",
    ],
    [refusalMark([]), "ok", "None refused", undefined],
    [
      refusalMark([{ reason: "header-missing", count: 1 }]),
      "warning",
      "1 delivery refused",
      "/webhooks/endpoint",
    ],
    [drainMark(null, NOW), "unknown", "Events API not read yet", "/webhooks/sync"],
    [drainMark(drain(), NOW), "ok", "Events read 30 s ago", "/webhooks/sync"],
    [
      drainMark(drain({ lastDrainedAt: NOW - 12 * MINUTE }), NOW),
      "warning",
      "Events read 12 min ago",
      "/webhooks/sync",
    ],
    [
      drainMark(drain({ consecutiveErrors: 2, lastError: "WorkOS answered 502." }), NOW),
      "failure",
      "Events API cannot be read",
      "/webhooks/sync",
    ],
    [driftMark(null, NOW), "unknown", "Never compared", "/webhooks/sync"],
    [driftMark(summary(), NOW), "ok", "No drift", "/webhooks/drift"],
    [driftMark(summary({ open: 5 }), NOW), "warning", "5 differences open", "/webhooks/drift"],
    [
      driftMark(summary({ state: "failed" }), NOW),
      "failure",
      "Last comparison failed",
      "/webhooks/sync",
    ],
    [
      driftMark(summary({ finishedAt: NOW - 48 * 60 * MINUTE }), NOW),
      "warning",
      "Not compared for 2 days",
      "/webhooks/sync",
    ],
  ])("%o", (mark, tone, label, to) => {
    expect([mark.tone, mark.label, mark.to]).toEqual([tone, label, to]);
    expect(mark.meaning).toMatch(/\.$/);
  });

  it("says on hover what WorkOS answered, and why deliveries were refused", () => {
    expect(drainMark(drain({ consecutiveErrors: 1, lastError: "No key." }), NOW).meaning).toBe(
      "No key.",
    );
    expect(refusalMark([{ reason: "header-missing", count: 4 }]).meaning).toMatch(
      /4 ×: The request has no WorkOS-Signature header/,
    );
  });
});
