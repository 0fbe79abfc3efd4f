// @vitest-environment edge-runtime
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ADA, ADA_SESSION, eventText, PASSWORD_FAILURE } from "../../webhooks/events.fixture";
import { api, internal } from "../_generated/api";
import type { Doc, Id, TableNames } from "./tables/dataModel";
import { syncRun } from "./retention/kinds.fixture";
import { schema } from "./tables/schema";
import {
  deliver,
  signedIn,
  signedInAs,
  startBackend,
  type Backend,
} from "./testing/backend.fixture";
import { openSyncSchema } from "./testing/openSync.fixture";

const NOW = Date.UTC(2026, 10, 23, 12);
const DELETED_AT = "2026-11-20T09:00:00.000Z";

/** What must not be found anywhere afterwards. */
const PERSONAL = ["ada@example.com", "Ada", "Lovelace", "ada.png", "203.0.113.7", "Mozilla"].concat(
  ["Wrong password", "en-GB", "Firefox 140", "Countess"],
);

let backend: Backend;
let admin: Awaited<ReturnType<typeof signedInAs>>;
let ada: Id<"users">;

beforeEach(async () => {
  vi.useFakeTimers({ now: NOW });
  backend = startBackend({}, false, openSyncSchema);
  admin = await signedInAs(backend, "admin");
  await deliver(backend, eventText("user.created", ADA));
  await deliver(backend, eventText("session.created", ADA_SESSION, { id: "event_02" }));
  await deliver(
    backend,
    eventText("authentication.password_failed", PASSWORD_FAILURE, { id: "event_03" }),
  );
  await deliver(backend, addressOnly("event_04", "2026-11-19T09:00:00.000Z"));
  ada = await rowOfAda();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const addressOnly = (id: string, createdAt: string) =>
  eventText(
    "authentication.password_failed",
    { ...PASSWORD_FAILURE, user_id: null },
    { id, createdAt },
  );
const deleteAda = async () =>
  await deliver(backend, eventText("user.deleted", ADA, { id: "event_05", createdAt: DELETED_AT }));
const erase = async (id = ada) => await admin.mutation(api.gatehouse.erasure.erase, { id });
const finish = async () => await backend.finishAllScheduledFunctions(vi.runAllTimers);
const all = async <T extends TableNames>(table: T): Promise<Doc<T>[]> =>
  await backend.run(async (ctx) => await ctx.db.query(table).collect());
const event = async (id: string) => (await all("inbox")).find(({ eventId }) => eventId === id);
const user = async () => (await all("users")).find(({ workosId }) => workosId === ADA.id);

async function rowOfAda(): Promise<Id<"users">> {
  const found = await user();
  if (found === undefined) throw new Error("no Ada");
  return found._id;
}

/** Everything stored, as one text, but for the tables named. */
async function everything(...except: TableNames[]): Promise<string> {
  const tables = Object.keys(schema.tables) as TableNames[];
  const rows = await Promise.all(tables.filter((name) => !except.includes(name)).map(all));
  return JSON.stringify(rows);
}

async function insertTraces(): Promise<void> {
  await backend.run(async (ctx) => {
    const runId = await ctx.db.insert("syncRuns", syncRun(NOW));
    await ctx.db.insert("drift", {
      ...({ kind: "different", action: "repaired", fields: ["name"] } as const),
      ...{ fields: ["name"], runId, foundAt: NOW, workosUserId: ADA.id },
      ...{ before: '{"name":"Ada"}', after: '{"name":"Countess"}' },
    });
    await ctx.db.insert("loginLoops", {
      ...{ workosUserId: ADA.id, startedAt: 1, endedAt: 2, count: 4, medianGapMs: 1 },
      ...{ ip: "203.0.113.7", userAgent: "Mozilla/5.0", resolved: true },
      probableCause: "cookie-not-set",
    });
    await ctx.db.insert("selfChecks", {
      ...{ code: "ABC", createdAt: 1, createdBy: "user_admin", expiresAt: 2 },
      workosUserId: ADA.id,
    });
    await ctx.db.patch("users", ada, {
      ...{ usageLeaderboardFirstName: "Countess", unsubscribeToken: "Firefox 140" },
      enabledAgents: ["pi"],
    });
  });
}

describe("gatehouse/erasure:erase", () => {
  it("leaves nothing personal anywhere but in the audit log", async () => {
    await insertTraces();
    await deleteAda();
    for (const word of PERSONAL) expect(await everything()).toContain(word);
    await erase();
    await finish();
    const left = await everything("auditLog");
    for (const word of PERSONAL) expect(left).not.toContain(word);
    expect(await all("selfChecks")).toEqual([]);
  });

  it("keeps the tombstone and nothing else of the row", async () => {
    await insertTraces();
    await deleteAda();
    await erase();
    await finish();
    const row = await user();
    expect(row).toEqual({
      ...{ _id: ada, _creationTime: row?._creationTime, workosId: ADA.id, status: "deleted" },
      ...{ createdAt: Date.parse(ADA.created_at), workosCreatedAt: Date.parse(ADA.created_at) },
      ...{ deletedAt: Date.parse(DELETED_AT) },
      ...{ updatedAt: NOW, erased: { at: NOW, isDone: true } },
    });
    expect(await admin.query(api.gatehouse.users.get, { id: ada })).toMatchObject({
      ...{ email: null, name: null, status: "deleted", erased: { at: NOW, isDone: true } },
    });
  });

  it("keeps what was counted", async () => {
    await deleteAda();
    const figures = async () =>
      JSON.stringify([
        await admin.query(api.gatehouse.users.totals, {}),
        await admin.query(api.gatehouse.metrics.overview, { days: 30, hourAt: NOW }),
      ]);
    const before = await figures();
    await erase();
    await finish();
    expect(await figures()).toBe(before);
    expect(before).toContain('"count":1,"method":"magic_auth"');
  });

  it("is on record by the WorkOS id alone, in the same transaction", async () => {
    await deleteAda();
    await erase();
    const acts = await all("auditLog");
    expect(acts).toMatchObject([
      { action: "user.erase", targetId: ADA.id, details: { targetLabel: null, before: null } },
    ]);
    for (const word of PERSONAL) expect(JSON.stringify(acts)).not.toContain(word);
    expect(await user()).not.toHaveProperty("name");
  });

  it("is done once, however often it is asked for", async () => {
    await deleteAda();
    await erase();
    await erase();
    await finish();
    await erase();
    await finish();
    expect(await all("auditLog")).toHaveLength(1);
    expect(await user()).toMatchObject({ erased: { isDone: true } });
  });

  it("refuses a user who is not deleted, and one who is not there", async () => {
    await expect(erase()).rejects.toMatchObject({ data: { code: "invalid_input" } });
    await backend.run((ctx) => ctx.db.delete("users", ada));
    await expect(erase()).rejects.toMatchObject({ data: { code: "not_found" } });
    expect(await all("auditLog")).toEqual([]);
  });

  it("goes through any number of records by itself", async () => {
    for (let index = 0; index < 100; index += 1) {
      const data = { ...PASSWORD_FAILURE, user_id: index % 2 === 0 ? ADA.id : null };
      const id = `event_m${index}`;
      await deliver(backend, eventText("authentication.password_failed", data, { id }));
    }
    await deleteAda();
    await erase();
    await finish();
    for (const word of PERSONAL) expect(await everything("auditLog")).not.toContain(word);
    expect(await all("signIns")).toHaveLength(103);
  });

  it("deletes the photo the app stored", async () => {
    const photo = await backend.run(async (ctx) => {
      const id = await ctx.storage.store(new Blob(["Ada's face"]));
      await ctx.db.patch("users", ada, { profilePhotoId: id });
      return id;
    });
    await deleteAda();
    await erase();
    expect(await backend.run(async (ctx) => await ctx.storage.get(photo))).toBeNull();
  });

  it("does not mind a photo the app has deleted already", async () => {
    await backend.run(async (ctx) => {
      const id = await ctx.storage.store(new Blob(["Ada's face"]));
      await ctx.db.patch("users", ada, { profilePhotoId: id });
      await ctx.storage.delete(id);
    });
    await deleteAda();
    await erase();
    expect(await user()).not.toHaveProperty("profilePhotoId");
  });

  it("settles an event that waited to be tried again", async () => {
    await deleteAda();
    await backend.run(async (ctx) => {
      const row = await ctx.db.query("inbox").first();
      if (row === null) throw new Error("no event");
      const history = [{ at: 1, via: "webhook", state: "failed", error: "Ada" } as const];
      const failed = { state: "failed", error: "Ada Lovelace", nextAttemptAt: 5, history } as const;
      await ctx.db.patch("inbox", row._id, failed);
    });
    expect(await admin.query(api.gatehouse.inbox.health, {})).toMatchObject({ failed: 1 });
    await erase();
    await finish();
    expect(await admin.query(api.gatehouse.inbox.health, {})).toMatchObject({ failed: 0 });
    for (const word of PERSONAL) expect(await everything("auditLog")).not.toContain(word);
  });
});

describe("somebody else with the same address", () => {
  it("keeps what they did since", async () => {
    await deleteAda();
    const twin = { ...ADA, id: "user_02ADA", updated_at: "2026-11-21T09:00:00.000Z" };
    await deliver(backend, eventText("user.created", twin, { id: "event_06" }));
    await deliver(backend, addressOnly("event_07", "2026-11-22T09:00:00.000Z"));
    await erase();
    await finish();
    const kept = (await all("signIns")).filter(({ email }) => email === ADA.email);
    expect(kept.map(({ eventId }) => eventId)).toEqual(["event_07"]);
    expect((await all("inbox")).filter(({ payload }) => payload !== undefined)).toMatchObject([
      { eventId: "event_06" },
      { eventId: "event_07" },
    ]);
    expect(await event("event_04")).not.toHaveProperty("payload");
  });
});

describe("afterwards", () => {
  beforeEach(async () => {
    await deleteAda();
    await erase();
    await finish();
  });

  const late = { ...ADA, name: "Countess", updated_at: "2026-11-22T09:00:00.000Z" };

  it.each([
    ["user.updated", late],
    ["user.created", ADA],
    ["user.deleted", late],
    ["session.created", { ...ADA_SESSION, id: "session_late" }],
    ["session.revoked", ADA_SESSION],
    ["authentication.password_failed", PASSWORD_FAILURE],
    ["magic_auth.created", { user_id: ADA.id, email: ADA.email }],
  ])("a late %s brings nothing back", async (type, data) => {
    const before = await user();
    const response = await deliver(backend, eventText(type, data, { id: "event_late" }));
    expect(response.status).toBe(200);
    expect(await event("event_late")).toMatchObject({ state: "ignored", reason: "user-erased" });
    expect(await event("event_late")).not.toHaveProperty("payload");
    expect(await user()).toEqual(before);
    for (const word of PERSONAL) expect(await everything("auditLog")).not.toContain(word);
  });

  it("a comparison that still has them leaves the row alone", async () => {
    const before = await user();
    await backend.run(async (ctx) => {
      const started = { ...syncRun(NOW, "running"), phase: "list" } as const;
      await ctx.db.insert("syncRuns", started);
    });
    const [run] = await all("syncRuns");
    if (run === undefined) throw new Error("no run");
    await backend.mutation(internal.gatehouse.reconcile.steps.compare, {
      ...{ runId: run._id, expected: null, next: null, readAt: NOW },
      users: JSON.stringify([late]),
    });
    expect(await user()).toEqual(before);
    for (const word of PERSONAL) expect(await everything("auditLog")).not.toContain(word);
  });

  it("a token that has not run out yet does not sign them up again", async () => {
    const token = signedIn(backend, ADA.id, { email: ADA.email });
    await expect(token.mutation(api.gatehouse.provisioning.ensureUser, {})).rejects.toMatchObject({
      data: { code: "user_deleted" },
    });
  });
});
