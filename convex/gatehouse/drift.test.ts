import { ConvexError } from "convex/values";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { ADA, eventText } from "../../webhooks/events.fixture";
import { api, internal } from "../_generated/api";
import type { Doc } from "./tables/dataModel";
import { signedInAs, startBackend, WITH_API_KEY, type Backend } from "./testing/backend.fixture";

const USERS_URL = "https://api.workos.com/user_management/users";
const NOW = Date.UTC(2026, 10, 23, 12);

let listed: (typeof ADA)[];
let failure: Response | null;
const server = setupServer(
  http.get(USERS_URL, () => HttpResponse.json({ data: listed, list_metadata: { after: null } })),
  http.get(`${USERS_URL}/:id`, ({ params }) => {
    if (failure !== null) return failure;
    const user = listed.find(({ id }) => id === params["id"]);
    return user === undefined ? new HttpResponse(null, { status: 404 }) : HttpResponse.json(user);
  }),
);

let backend: Backend;
let admin: Awaited<ReturnType<typeof signedInAs>>;

const GRACE = { ...ADA, id: "user_grace", email: "grace@example.com" };
const RENAMED = {
  ...ADA,
  first_name: "Augusta",
  updated_at: new Date(NOW + 60_000).toISOString(),
};

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: NOW });
  failure = null;
  backend = startBackend(WITH_API_KEY);
  admin = await signedInAs(backend, "admin");
  const operator = { ...ADA, id: "user_admin", email: "admin@example.com", first_name: "admin" };
  listed = [{ ...operator, last_name: "" }];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});
afterAll(() => server.close());

async function receive(user: typeof ADA): Promise<void> {
  const payload = eventText("user.created", user, { id: `event_${user.id}` });
  await backend.mutation(internal.gatehouse.inbox.intake.receive, { payload, via: "webhook" });
}
async function compare(): Promise<void> {
  vi.setSystemTime(Date.now() + 120_000);
  await admin.mutation(api.gatehouse.reconcile.start, { dryRun: true });
  await backend.finishAllScheduledFunctions(() => void vi.advanceTimersByTime(60_000));
}
const paginationOpts = { numItems: 10, cursor: null };
const found = async () =>
  (await admin.query(api.gatehouse.drift.list, { paginationOpts, filter: {} })).page.filter(
    ({ workosUserId }) => workosUserId !== "user_admin",
  );
const repair = async () => {
  const [first] = await found();
  if (first === undefined) throw new Error("nothing was found");
  return await admin.action(api.gatehouse.drift.repair, { driftId: first._id });
};
const userOf = async (workosId: string): Promise<Doc<"users"> | null> =>
  await backend.run((ctx) =>
    ctx.db
      .query("users")
      .withIndex("gatehouse_by_workos_id", (q) => q.eq("workosId", workosId))
      .unique(),
  );
const failureOf = async (call: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ConvexError)) throw new Error("no ConvexError");
  return (error.data as { code: string }).code;
};

describe("drift:list and drift:summary", () => {
  it("has nothing to show before the first comparison", async () => {
    expect(await found()).toEqual([]);
    expect(await admin.query(api.gatehouse.drift.summary, {})).toBeNull();
  });

  it("shows what the latest comparison found, and how much of it is open", async () => {
    await receive(ADA);
    listed.push(RENAMED);
    await compare();
    expect(await found()).toMatchObject([
      {
        workosUserId: ADA.id,
        userLabel: ADA.email,
        kind: "different",
        action: "reported",
        fields: ["name", "firstName"],
        after: '{"name":"Augusta Lovelace","firstName":"Augusta"}',
      },
    ]);
    const summary = await admin.query(api.gatehouse.drift.summary, {});
    expect(summary).toMatchObject({ state: "completed" });
    await repair();
    const after = await admin.query(api.gatehouse.drift.summary, {});
    expect(after?.open).toBe((summary?.open ?? 0) - 1);
  });
});

describe("gatehouse/drift:repair", () => {
  it("applies what WorkOS says now, not what it said then, and is on record", async () => {
    await receive(ADA);
    listed.push(RENAMED);
    await compare();
    const later = new Date(NOW + 90_000).toISOString();
    listed = [{ ...RENAMED, first_name: "Ada Augusta", updated_at: later }];
    expect(await repair()).toEqual({ action: "repaired", reason: null });
    expect(await userOf(ADA.id)).toMatchObject({ firstName: "Ada Augusta" });
    const audit = await backend.run((ctx) => ctx.db.query("auditLog").order("desc").first());
    expect(audit).toMatchObject({
      action: "drift.repair",
      targetId: ADA.id,
      details: { before: "different", after: "repaired" },
    });
    expect(await failureOf(repair())).toBe("not_found");
  });

  it("brings in who is missing here", async () => {
    listed.push(GRACE);
    await compare();
    expect(await repair()).toMatchObject({ action: "repaired" });
    expect(await userOf(GRACE.id)).toMatchObject({ email: GRACE.email, status: "active" });
  });

  it("deletes who is gone from WorkOS", async () => {
    await receive(GRACE);
    await compare();
    expect(await repair()).toMatchObject({ action: "repaired" });
    expect(await userOf(GRACE.id)).toMatchObject({ status: "deleted" });
  });

  it("deletes nobody WorkOS has again", async () => {
    await receive(GRACE);
    await compare();
    listed.push(GRACE);
    expect(await repair()).toEqual({ action: "left_alone", reason: "still-in-workos" });
    expect(await userOf(GRACE.id)).toMatchObject({ status: "active" });
  });

  it("makes nobody who left WorkOS meanwhile", async () => {
    listed.push(GRACE);
    await compare();
    listed.pop();
    expect(await repair()).toEqual({ action: "left_alone", reason: "gone-from-workos" });
    expect(await userOf(GRACE.id)).toBeNull();
  });

  it("brings nobody back", async () => {
    await receive(GRACE);
    await backend.mutation(internal.gatehouse.inbox.intake.receive, {
      payload: eventText("user.deleted", GRACE, { id: "event_gone" }),
      via: "webhook",
    });
    listed.push(GRACE);
    await compare();
    expect(await found()).toMatchObject([{ kind: "deleted_here", action: "left_alone" }]);
    expect(await failureOf(repair())).toBe("invalid_input");
  });

  it("changes nothing when WorkOS does not answer", async () => {
    await receive(GRACE);
    await compare();
    failure = new HttpResponse(null, { status: 503 });
    expect(await failureOf(repair())).toBe("workos_failed");
    expect(await userOf(GRACE.id)).toMatchObject({ status: "active" });
  });
});

describe("from the terminal", () => {
  it("starts a comparison, joins one that is running, and tells how far it is", async () => {
    listed.push(GRACE);
    const args = { dryRun: true };
    const { runId, joined } = await backend.mutation(
      internal.gatehouse.reconcile.runs.startFromTerminal,
      args,
    );
    expect(joined).toBe(false);
    expect(
      await backend.mutation(internal.gatehouse.reconcile.runs.startFromTerminal, args),
    ).toEqual({
      runId,
      joined: true,
    });
    const audit = await backend.run((ctx) => ctx.db.query("auditLog").collect());
    expect(audit).toMatchObject([
      {
        ...{ action: "reconcile.start", actorId: "terminal", role: "admin", targetId: runId },
        details: { actorName: "npm run reconcile", after: "report only" },
      },
    ]);
    await backend.finishAllScheduledFunctions(() => void vi.advanceTimersByTime(60_000));
    const progress = await backend.query(internal.gatehouse.reconcile.runs.progress, {
      runId,
      findings: 1,
    });
    expect(progress.run).toMatchObject({ state: "completed", startedBy: "terminal", listed: 2 });
    expect(progress.findings).toHaveLength(1);
  });

  it("does not start without a key", async () => {
    vi.stubEnv("WORKOS_API_KEY", "");
    await expect(
      backend.mutation(internal.gatehouse.reconcile.runs.startFromTerminal, { dryRun: true }),
    ).rejects.toThrow("WORKOS_API_KEY is not set");
  });
});
