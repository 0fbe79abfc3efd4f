import { ConvexError } from "convex/values";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { ADA, eventText } from "../webhooks/events.fixture";
import { api, internal } from "./_generated/api";
import type { Doc } from "./_generated/dataModel";
import { signedInAs, startBackend, WITH_API_KEY, type Backend } from "./testing.fixture";

const NOW = Date.UTC(2026, 10, 23, 12);
const USERS_URL = "https://api.workos.com/user_management/users";

type WorkosUser = typeof ADA;
type Operator = Awaited<ReturnType<typeof signedInAs>>;

let users: WorkosUser[];
let failures: Response[];
/** Runs while WorkOS prepares a page, given its number. */
let duringPage: (page: number) => Promise<void>;
let pages: number;

const server = setupServer(
  http.get(USERS_URL, async ({ request }) => {
    const query = new URL(request.url).searchParams;
    const failure = failures.shift();
    if (failure !== undefined) return failure;
    const after = query.get("after");
    const from = after === null ? 0 : users.findIndex(({ id }) => id === after) + 1;
    const data = users.slice(from, from + Number(query.get("limit")));
    const last = from + data.length < users.length ? (data.at(-1)?.id ?? null) : null;
    pages += 1;
    await duringPage(pages);
    return HttpResponse.json({
      object: "list",
      data,
      list_metadata: { before: null, after: last },
    });
  }),
  http.get(`${USERS_URL}/:id`, ({ params }) => {
    const user = users.find(({ id }) => id === params["id"]);
    return user === undefined ? new HttpResponse("gone", { status: 404 }) : HttpResponse.json(user);
  }),
);

let backend: Backend;
let admin: Operator;

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: NOW });
  users = [];
  failures = [];
  pages = 0;
  duringPage = async () => {};
  backend = startBackend(WITH_API_KEY);
  admin = await signedInAs(backend, "admin");
  // The operator is in WorkOS like anybody else.
  users.push({
    ...ADA,
    id: "user_admin",
    email: "admin@example.com",
    first_name: "admin",
    last_name: "",
  });
  await receive("user.created", users[0] ?? ADA);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});
afterAll(() => server.close());

let events = 0;
async function receive(type: string, data: object): Promise<void> {
  const payload = eventText(type, data, { id: `event_${(events += 1)}` });
  await backend.mutation(internal.inbox.receive, { payload, via: "webhook" });
}

const person = (number: number, fields: Partial<WorkosUser> = {}): WorkosUser => ({
  ...ADA,
  id: `user_${String(number).padStart(4, "0")}`,
  email: `p${number}@example.com`,
  ...fields,
});
const later = async () => void vi.setSystemTime(Date.now() + 60_000);
const settle = async () =>
  await backend.finishAllScheduledFunctions(() => void vi.advanceTimersByTime(3_600_000));
const start = async (dryRun = false) => await admin.mutation(api.reconcile.start, { dryRun });
const lastRun = async () => (await admin.query(api.sync.runs, {}))[0];
const userOf = async (workosId: string): Promise<Doc<"users"> | null> =>
  await backend.run((ctx) =>
    ctx.db
      .query("users")
      .withIndex("by_workos_id", (q) => q.eq("workosId", workosId))
      .unique(),
  );

async function reconcile(dryRun = false) {
  await later();
  const runId = await start(dryRun);
  await settle();
  const paginationOpts = { numItems: 1_000, cursor: null };
  const { page } = await admin.query(api.drift.list, { filter: { runId }, paginationOpts });
  return page.map(({ workosUserId, kind, action }) => [workosUserId, kind, action]);
}

const codeOf = async (call: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ConvexError)) throw new Error("no ConvexError");
  return (error.data as { code: string }).code;
};

describe("a comparison that repairs", () => {
  it("finds nothing where nothing differs, and rewrites no row", async () => {
    const before = await userOf("user_admin");
    expect(await reconcile()).toEqual([]);
    expect(await lastRun()).toMatchObject({
      state: "completed",
      phase: "done",
      listed: 1,
      drift: 0,
    });
    expect(await userOf("user_admin")).toEqual(before);
  });

  it("adds missing users, corrects others, deletes those WorkOS says are gone", async () => {
    for (const number of [1, 2]) await receive("user.created", person(number));
    users.push(person(1, { email: "new@example.com" }), person(3));
    expect(await reconcile()).toEqual([
      ["user_0001", "different", "repaired"],
      ["user_0003", "missing_here", "repaired"],
      ["user_0002", "missing_in_workos", "repaired"],
    ]);
    expect(await userOf("user_0001")).toMatchObject({
      email: "new@example.com",
      sync: { source: "reconcile" },
    });
    expect(await userOf("user_0002")).toMatchObject({ status: "deleted" });
    expect(await userOf("user_0003")).toMatchObject({ status: "active", email: "p3@example.com" });
    expect(await lastRun()).toMatchObject({
      state: "completed",
      listed: 3,
      drift: 3,
      repaired: 3,
      missing: 1,
    });
    expect(await reconcile()).toEqual([]);
  });

  it("says what differed, before and after", async () => {
    await receive("user.created", person(1));
    users.push(person(1, { email: "new@example.com", locale: "de" }));
    await reconcile();
    const [drift] = await backend.run((ctx) => ctx.db.query("drift").collect());
    expect(drift?.fields).toEqual(["email", "locale"]);
    expect(JSON.parse(drift?.before ?? "")).toEqual({ email: "p1@example.com", locale: "en-GB" });
    expect(JSON.parse(drift?.after ?? "")).toEqual({ email: "new@example.com", locale: "de" });
  });

  it("pages through more users than fit one page and forgets its list afterwards", async () => {
    for (let number = 1; number <= 250; number += 1) users.push(person(number));
    await reconcile();
    expect(pages).toBe(3);
    expect(await lastRun()).toMatchObject({ state: "completed", listed: 251, repaired: 250 });
    expect(await backend.run((ctx) => ctx.db.query("listedUsers").collect())).toEqual([]);
    // The operator of the fixture was never counted.
    expect((await admin.query(api.users.totals, {})).active).toBe(250);
  });

  it("catches up with silent sign-in times without calling it drift", async () => {
    users = users.map(
      (user) => ({ ...user, last_sign_in_at: "2026-11-20T00:00:00.000Z" }) as unknown as WorkosUser,
    );
    expect(await reconcile()).toEqual([]);
    expect(await userOf("user_admin")).toMatchObject({ lastSignInAt: Date.UTC(2026, 10, 20) });
  });
});

describe("a comparison that is careful", () => {
  it("changes nothing in a dry run", async () => {
    for (const number of [1, 2]) await receive("user.created", person(number));
    users.push(person(1, { email: "new@example.com" }), person(3));
    expect(await reconcile(true)).toEqual([
      ["user_0001", "different", "reported"],
      ["user_0003", "missing_here", "reported"],
      ["user_0002", "missing_in_workos", "reported"],
    ]);
    expect(await userOf("user_0001")).toMatchObject({ email: "p1@example.com" });
    expect(await userOf("user_0002")).toMatchObject({ status: "active" });
    expect(await userOf("user_0003")).toBeNull();
    expect(await lastRun()).toMatchObject({ state: "completed", dryRun: true, repaired: 0 });
  });

  it("does not undo a webhook that is newer than the listing", async () => {
    await receive("user.created", person(1));
    users.push(person(1));
    duringPage = async () =>
      await receive(
        "user.updated",
        person(1, { email: "new@example.com", updated_at: "2026-11-22T00:00:00.000Z" }),
      );
    expect(await reconcile()).toEqual([]);
    expect(await userOf("user_0001")).toMatchObject({ email: "new@example.com" });
  });

  it("leaves a user alone who signed up while it was listing", async () => {
    duringPage = async () => await receive("user.created", person(7));
    expect(await reconcile()).toEqual([]);
    expect(await userOf("user_0007")).toMatchObject({ status: "active" });
  });

  it("leaves a user alone about whom an event came while it was listing", async () => {
    await receive("user.created", person(1));
    duringPage = async () => await receive("user.updated", person(1));
    expect(await reconcile()).toEqual([]);
  });

  it("does not bring back a user deleted while it was listing, or before", async () => {
    for (const number of [1, 2]) await receive("user.created", person(number));
    users.push(person(1), person(2));
    await receive("user.deleted", { id: "user_0001" });
    duringPage = async () => await receive("user.deleted", { id: "user_0002" });
    expect(await reconcile()).toEqual([
      ["user_0001", "deleted_here", "left_alone"],
      ["user_0002", "deleted_here", "left_alone"],
    ]);
    expect(await userOf("user_0001")).toMatchObject({ status: "deleted" });
    expect(await userOf("user_0002")).toMatchObject({ status: "deleted" });
  });

  it("asks about each missing user, and keeps one the listing only skipped", async () => {
    await receive("user.created", person(1));
    duringPage = async () => void users.push(person(1));
    expect(await reconcile()).toEqual([["user_0001", "missing_in_workos", "left_alone"]]);
    expect(await userOf("user_0001")).toMatchObject({ status: "active" });
  });

  it("deletes nobody when the listing looks like another environment's", async () => {
    for (let number = 1; number <= 11; number += 1) await receive("user.created", person(number));
    await reconcile();
    expect(await lastRun()).toMatchObject({
      state: "failed",
      missing: 11,
      error: expect.stringContaining("WORKOS_API_KEY") as string,
    });
    expect((await admin.query(api.users.totals, {})).deleted).toBe(0);
  });

  it("deletes nobody when the listing breaks off", async () => {
    for (let number = 1; number <= 150; number += 1) users.push(person(number));
    await receive("user.created", person(999));
    duringPage = async () => void failures.push(new HttpResponse("bad", { status: 400 }));
    expect(await reconcile()).not.toContainEqual(["user_0999", "missing_in_workos", "repaired"]);
    expect(await lastRun()).toMatchObject({
      state: "failed",
      phase: "list",
      error: expect.stringContaining("400") as string,
    });
    expect(await userOf("user_0999")).toMatchObject({ status: "active" });
  });
});

describe("a comparison that is interrupted", () => {
  it("goes on after rate limits and outages from where it was", async () => {
    for (let number = 1; number <= 150; number += 1) users.push(person(number));
    failures = [
      new HttpResponse(null, { status: 429, headers: { "retry-after": "3" } }),
      new HttpResponse(null, { status: 503 }),
    ];
    await reconcile();
    expect(pages).toBe(2);
    const run = await lastRun();
    expect(run).toMatchObject({ state: "completed", listed: 151, error: null });
  });

  it("gives up on a lasting outage", async () => {
    failures = Array.from({ length: 30 }, () => new HttpResponse(null, { status: 500 }));
    await reconcile();
    expect(await lastRun()).toMatchObject({
      state: "failed",
      error: expect.stringContaining("500") as string,
    });
  });

  it("is picked up by the watchdog when its action was lost, and not before", async () => {
    await later();
    await start();
    await backend.run(async (ctx) => {
      for (const job of await ctx.db.system.query("_scheduled_functions").collect())
        await ctx.scheduler.cancel(job._id);
    });
    await backend.mutation(internal.reconcile.resumeStalled, {});
    await settle();
    expect(await lastRun()).toMatchObject({ state: "running" });
    vi.setSystemTime(Date.now() + 700_000);
    await backend.mutation(internal.reconcile.resumeStalled, {});
    await settle();
    expect(await lastRun()).toMatchObject({ state: "completed" });
  });

  it("does not take a step twice", async () => {
    const runId = await start();
    const page = { runId, expected: null, next: "user_admin", readAt: Date.now(), payloads: [] };
    expect(await backend.mutation(internal.reconcile.compare, page)).toBe(true);
    expect(await backend.mutation(internal.reconcile.compare, page)).toBe(false);
    expect(await backend.mutation(internal.reconcile.sweep, { runId, expected: null })).toBe(false);
  });
});

describe("reconcile:start and reconcile:cancel", () => {
  it("lets support look and only admins repair", async () => {
    const support = await signedInAs(backend, "support");
    expect(await codeOf(support.mutation(api.reconcile.start, { dryRun: false }))).toBe(
      "role_missing",
    );
    await support.mutation(api.reconcile.start, { dryRun: true });
  });

  it("runs one at a time, cancels, and puts both on record", async () => {
    const runId = await start();
    expect(await codeOf(start())).toBe("already_running");
    await backend.mutation(internal.reconcile.startBySystem, { startedBy: "cron" });
    await admin.mutation(api.reconcile.cancel, { runId });
    expect(await codeOf(admin.mutation(api.reconcile.cancel, { runId }))).toBe("not_found");
    await settle();
    expect(await admin.query(api.sync.runs, {})).toMatchObject([{ state: "canceled", listed: 0 }]);
    const log = await backend.run((ctx) => ctx.db.query("auditLog").collect());
    expect(log.map(({ action }) => action)).toEqual(["reconcile.start", "reconcile.cancel"]);
  });

  it("runs nightly only where there is an API key", async () => {
    vi.stubEnv("WORKOS_API_KEY", "");
    await backend.mutation(internal.reconcile.startBySystem, { startedBy: "cron" });
    expect(await admin.query(api.sync.runs, {})).toEqual([]);
    vi.stubEnv("WORKOS_API_KEY", "sk_test_key");
    await backend.mutation(internal.reconcile.startBySystem, { startedBy: "cron" });
    await settle();
    expect(await admin.query(api.sync.runs, {})).toMatchObject([
      { startedBy: "cron", state: "completed" },
    ]);
  });
});
