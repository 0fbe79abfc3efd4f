// @vitest-environment edge-runtime
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ADA, ADA_SESSION, eventText, PASSWORD_FAILURE } from "../../webhooks/events.fixture";
import { api, internal } from "../_generated/api";
import { signedInAs, startBackend, type Backend } from "./testing/backend.fixture";

let backend: Backend;
let auditor: Awaited<ReturnType<typeof signedInAs>>;

beforeEach(async () => {
  backend = startBackend();
  auditor = await signedInAs(backend, "auditor");
});
afterEach(() => void vi.unstubAllEnvs());

async function receive(...events: string[]) {
  const receipts = [];
  for (const payload of events) {
    receipts.push(
      await backend.mutation(internal.gatehouse.inbox.intake.receive, { payload, via: "webhook" }),
    );
  }
  return receipts.map(({ state }) => state);
}

const minute = (at: number) => new Date(Date.UTC(2026, 10, 2, 10, at)).toISOString();
const began = (number: number, fields: object = {}) =>
  eventText(
    "session.created",
    { ...ADA_SESSION, id: `session_${number}`, created_at: minute(number), ...fields },
    { id: `event_${number}` },
  );
const ended = (number: number, at: number) =>
  eventText(
    "session.revoked",
    { ...ADA_SESSION, id: `session_${number}`, ended_at: minute(at) },
    { id: `event_end_${number}` },
  );
const failed = (number: number, code: string, fields: object = {}) =>
  eventText(
    "authentication.password_failed",
    { ...PASSWORD_FAILURE, error: { code, message: "No." }, ...fields },
    { id: `event_${number}`, createdAt: minute(number) },
  );

type Filter = Parameters<typeof list>[0];
async function list(filter: (typeof api.gatehouse.signIns.list)["_args"]["filter"], numItems = 10) {
  const paginationOpts = { numItems, cursor: null };
  return await auditor.query(api.gatehouse.signIns.list, { paginationOpts, filter });
}

describe("gatehouse/signIns:list", () => {
  beforeEach(async () => {
    await receive(
      eventText("user.created", ADA, { id: "event_u" }),
      began(1),
      failed(2, "invalid_credentials"),
      began(3, { auth_method: "oauth", user_id: "user_9" }),
      failed(4, "mfa_failed", { user_id: null, email: "who@x.io" }),
      began(5, { auth_method: "oauth" }),
    );
  });

  it.each<[string, Filter, number[]]>([
    ["everything, newest first", {}, [5, 4, 3, 2, 1]],
    ["what was completed", { outcome: "succeeded" }, [5, 3, 1]],
    ["what failed", { outcome: "failed" }, [4, 2]],
    ["one method", { method: "oauth" }, [5, 3]],
    ["one method that failed", { method: "password", outcome: "failed" }, [4, 2]],
    ["one reason", { errorCode: "mfa_failed" }, [4]],
    ["one user", { userId: ADA.id }, [5, 2, 1]],
    ["one user's by one method", { userId: ADA.id, method: "oauth" }, [5]],
    ["one user's failures", { userId: ADA.id, outcome: "failed" }, [2]],
    [
      "from a time until another",
      { from: Date.parse(minute(2)), until: Date.parse(minute(4)) },
      [3, 2],
    ],
    ["a method from a time", { method: "oauth", from: Date.parse(minute(4)) }, [5]],
    ["nothing", { errorCode: "unheard_of" }, []],
  ])("finds %s", async (_, filter, expected) => {
    const { page } = await list(filter);
    expect(page.map(({ eventId }) => eventId)).toEqual(expected.map((each) => `event_${each}`));
  });

  it("names people by their profile, else by the address that was tried, else not at all", async () => {
    const { page } = await list({});
    expect(page.map(({ userLabel }) => userLabel)).toEqual([
      ADA.email,
      "who@x.io",
      null,
      ADA.email,
      ADA.email,
    ]);
  });

  it("pages by cursor", async () => {
    const first = await list({ outcome: "succeeded" }, 2);
    expect(first.isDone).toBe(false);
    const paginationOpts = { numItems: 2, cursor: first.continueCursor };
    const filter = { outcome: "succeeded" } as const;
    const second = await auditor.query(api.gatehouse.signIns.list, { paginationOpts, filter });
    expect(second.page.map(({ eventId }) => eventId)).toEqual(["event_1"]);
  });
});

describe("gatehouse/signIns:forUser", () => {
  const mine = async (limit?: number) =>
    await auditor.query(api.gatehouse.signIns.forUser, {
      userId: ADA.id,
      ...(limit !== undefined && { limit }),
    });

  it("says how each session ended, whichever was told first", async () => {
    expect(await receive(ended(2, 30), began(1), began(2), began(3), ended(1, 20))).toEqual(
      Array.from({ length: 5 }, () => "applied"),
    );
    const expiresAt = Date.parse(ADA_SESSION.expires_at);
    expect(await mine()).toMatchObject([
      { eventId: "event_3", endedAt: null, expiresAt },
      { eventId: "event_2", endedAt: Date.parse(minute(30)) },
      { eventId: "event_1", endedAt: Date.parse(minute(20)) },
    ]);
  });

  it("takes a session's end once", async () => {
    const again = eventText(
      "session.revoked",
      { ...ADA_SESSION, id: "session_1", ended_at: minute(50) },
      { id: "event_again" },
    );
    expect(await receive(began(1), ended(1, 20), again)).toEqual(["applied", "applied", "ignored"]);
    expect((await mine())[0]?.endedAt).toBe(Date.parse(minute(20)));
  });

  it("has the newest of one user only, as many as asked for", async () => {
    await receive(began(1), failed(2, "x"), began(3, { user_id: "user_9" }));
    expect((await mine(1)).map(({ eventId }) => eventId)).toEqual(["event_2"]);
    expect(await mine()).toHaveLength(2);
  });
});
