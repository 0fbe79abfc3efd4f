import { describe, expect, it } from "vitest";
import type { TimelineEntry } from "../../convex/gatehouse/users/history";
import { timelineLines } from "./timelineSentences";

let nextId = 0;
const event = (type: string, changes: Partial<TimelineEntry> = {}): TimelineEntry => ({
  id: `entry ${(nextId += 1)}`,
  at: 1_000,
  kind: "event",
  type,
  state: "applied",
  via: "webhook",
  reason: null,
  ...changes,
});
const act = (type: string, changes: Partial<TimelineEntry> = {}): TimelineEntry => ({
  ...event(type),
  kind: "audit",
  actor: "Ada",
  before: null,
  after: null,
  ...changes,
});
const only = (entry: TimelineEntry) => timelineLines([entry])[0];

describe("timelineLines", () => {
  it("says who ended sessions", () => {
    expect(only(act("session.revoke"))?.sentence).toBe("Ada ended one of their sessions");
    expect(only(act("session.revokeAll"))?.sentence).toBe("Ada ended all their sessions");
  });

  it("says who erased a person's data", () => {
    expect(only(act("user.erase"))?.sentence).toBe("Ada erased their personal data");
  });

  it.each<[TimelineEntry, string]>([
    [event("user.created"), "Created in WorkOS"],
    [
      event("user.updated", { changed: ["email", "firstName", "lastSignInAt"] }),
      "Profile changed in WorkOS: e-mail and first name",
    ],
    [event("user.updated", { changed: ["lastSignInAt"] }), "Profile changed in WorkOS"],
    [event("session.created"), "Signed in"],
    [event("authentication.password_failed"), "Failed to sign in: password"],
    [event("authentication.magic_auth_succeeded"), "Passed the sign-in step: magic code"],
    [event("authentication.sso_timed_out"), "Sign-in ran out of time: single sign-on"],
    [
      event("session.created", { state: "ignored", reason: "impersonation" }),
      "Was impersonated from the WorkOS dashboard",
    ],
    [event("vault.data.read"), "WorkOS event vault.data.read"],
    [
      act("user.agents.set", { before: "pi, goose", after: "pi, cursor-sync" }),
      "Ada turned on Cursor, turned off Goose",
    ],
    [act("user.agents.set", { before: "", after: "pi" }), "Ada turned on Pi"],
    [act("operator.enter", { after: "admin" }), "Ada entered the console as admin"],
    [act("user.session.revoke"), "Ada: user session revoke"],
    [act("user.agents.set", { actor: null }), "Somebody saved the same agents"],
  ])("tells %j", (entry, sentence) => {
    expect(only(entry)?.sentence).toBe(sentence);
  });

  it.each([
    [
      event("user.updated", { state: "failed", reason: "handler-failed" }),
      "failure",
      /tries again by itself/,
    ],
    [event("user.updated", { state: "dead", reason: "gave-up" }), "failure", /Replay it/],
    [
      event("user.updated", { state: "ignored", reason: "older-than-known" }),
      "neutral",
      /newer change/,
    ],
  ] as const)("says how %j stands", (entry, tone, note) => {
    expect(only(entry)?.tone).toBe(tone);
    expect(only(entry)?.note).toMatch(note);
  });

  it("shows a failed sign-in as a warning", () => {
    expect(only(event("authentication.password_failed"))?.tone).toBe("warning");
  });

  it("folds a run of the same event, and keeps when it began", () => {
    const lines = timelineLines([
      event("session.created", { at: 500 }),
      event("session.created", { at: 400 }),
      event("session.created", { at: 300 }),
      event("user.updated", { at: 200 }),
      event("session.created", { at: 100 }),
    ]);
    expect(lines.map(({ sentence, times, at, since }) => [sentence, times, at, since])).toEqual([
      ["Signed in", 3, 500, 300],
      ["Profile changed in WorkOS", 1, 200, 200],
      ["Signed in", 1, 100, 100],
    ]);
  });

  it("never folds what operators did, nor what stands differently", () => {
    const lines = timelineLines([
      act("user.session.revoke"),
      act("user.session.revoke"),
      event("user.updated"),
      event("user.updated", { state: "dead" }),
    ]);
    expect(lines.map(({ times }) => times)).toEqual([1, 1, 1, 1]);
  });

  it("leaves the ends of sessions to the sign-ins, so that runs fold", () => {
    const entries = ["session.created", "session.revoked", "session.created"].map((type) =>
      event(type),
    );
    expect(timelineLines(entries).map(({ sentence, times }) => [sentence, times])).toEqual([
      ["Signed in", 2],
    ]);
  });

  it("leads from an event to its delivery, and from an act nowhere", () => {
    expect(only(event("user.created", { eventId: "event_1" }))?.path).toBe("/webhooks/event_1");
    expect(only(act("operator.enter"))).not.toHaveProperty("path");
  });
});
