// @vitest-environment edge-runtime
import { ConvexError } from "convex/values";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ADA, eventText } from "../../webhooks/events.fixture";
import { api, internal } from "../_generated/api";
import type { Doc, Id } from "./tables/dataModel";
import {
  countedAgents,
  deliver,
  signedInAs,
  startBackend,
  type Backend,
} from "./testing/backend.fixture";
import { openSyncSchema } from "./testing/openSync.fixture";

type Operator = Awaited<ReturnType<typeof signedInAs>>;

let backend: Backend;
let support: Operator;

beforeEach(async () => {
  backend = startBackend();
  support = await signedInAs(backend, "support");
});
afterEach(() => void vi.unstubAllEnvs());

const DAY = 86_400_000;

async function insertUser(
  fields: Partial<Doc<"users">> & { workosId: string },
): Promise<Id<"users">> {
  const user = { status: "active", createdAt: 1, updatedAt: 1, ...fields } as const;
  return await backend.run((ctx) => ctx.db.insert("users", user));
}

async function three(): Promise<void> {
  await insertUser({
    workosId: "user_1",
    email: "ann@a.io",
    name: "Ann Lee",
    searchText: "Ann Lee ann@a.io",
    createdAt: 30,
    updatedAt: 10,
    lastSignInAt: 2 * DAY,
    enabledAgents: ["pi", "cursor"],
  });
  await insertUser({
    workosId: "user_2",
    email: "bob@b.io",
    name: "Bob Ray",
    searchText: "Bob Ray bob@b.io",
    createdAt: 10,
    updatedAt: 20,
    lastSignInAt: 9 * DAY,
    enabledAgents: ["pi"],
  });
  await insertUser({
    workosId: "user_3",
    email: "ann@c.io",
    searchText: "ann@c.io",
    createdAt: 20,
    updatedAt: 30,
    status: "pending",
  });
  await backend.run(async (ctx) => {
    const operator = await ctx.db
      .query("users")
      .withIndex("gatehouse_by_workos_id", (q) => q.eq("workosId", "user_support"))
      .unique();
    if (operator !== null) await ctx.db.delete("users", operator._id);
  });
}

type ListArgs = Omit<(typeof api.gatehouse.users.list)["_args"], "paginationOpts">;

async function listed(args: Partial<ListArgs>): Promise<string[]> {
  const { page } = await support.query(api.gatehouse.users.list, {
    paginationOpts: { numItems: 10, cursor: null },
    sort: { field: "createdAt", order: "asc" },
    filter: {},
    ...args,
  });
  return page.map((user) => user.workosId.slice(5));
}

describe("gatehouse/users:list", () => {
  beforeEach(three);

  const sorts: [ListArgs["sort"], string[]][] = [
    [{ field: "createdAt", order: "asc" }, ["2", "3", "1"]],
    [{ field: "createdAt", order: "desc" }, ["1", "3", "2"]],
    [{ field: "updatedAt", order: "desc" }, ["3", "2", "1"]],
    [{ field: "lastSignInAt", order: "desc" }, ["2", "1", "3"]],
    [{ field: "email", order: "asc" }, ["1", "3", "2"]],
  ];
  it.each(sorts)("sorts by %o", async (sort, expected) => {
    expect(await listed({ sort })).toEqual(expected);
  });

  const lastSeen = { field: "lastSignInAt", order: "asc" } as const;
  const filters: [string, Partial<ListArgs>, string[]][] = [
    ["status", { filter: { status: "active" } }, ["2", "1"]],
    ["agent", { filter: { agent: "pi" } }, ["2", "1"]],
    ["an agent stored under its legacy name", { filter: { agent: "cursor-sync" } }, ["1"]],
    ["agent and status", { filter: { agent: "pi", status: "pending" } }, []],
    ["not seen since", { filter: { notSeenSince: 5 * DAY } }, ["3", "1"]],
    [
      "not seen since, by its own index",
      { filter: { notSeenSince: 5 * DAY }, sort: lastSeen },
      ["3", "1"],
    ],
    ["never signed in", { filter: { neverSignedIn: true } }, ["3"]],
    [
      "never signed in, by its own index",
      { filter: { neverSignedIn: true }, sort: lastSeen },
      ["3"],
    ],
    [
      "never signed in, by status",
      { filter: { neverSignedIn: true, status: "active" }, sort: lastSeen },
      [],
    ],
    ["a pasted WorkOS id", { filter: { search: " user_2 " } }, ["2"]],
    ["a whole address", { filter: { search: "ann@c.io" } }, ["3"]],
    ["the beginning of an address", { filter: { search: "ANN@" } }, ["1", "3"]],
    ["an address and a status", { filter: { search: "ann@", status: "pending" } }, ["3"]],
    ["the beginning of a name", { filter: { search: "le" } }, ["1"]],
    ["a word and a status", { filter: { search: "ann", status: "pending" } }, ["3"]],
    ["a word and an agent", { filter: { search: "ann", agent: "pi" } }, ["1"]],
    ["nobody", { filter: { search: "zoe" } }, []],
    ["blanks", { filter: { search: "  " } }, ["2", "3", "1"]],
  ];
  it.each(filters)("finds by %s", async (_, args, expected) => {
    expect((await listed(args)).sort()).toEqual([...expected].sort());
  });

  it("pages by cursor without gaps or repeats", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < 5; page += 1) {
      const result: { page: { workosId: string }[]; continueCursor: string; isDone: boolean } =
        await support.query(api.gatehouse.users.list, {
          paginationOpts: { numItems: 1, cursor },
          sort: { field: "updatedAt", order: "asc" },
          filter: { status: "active" },
        });
      seen.push(...result.page.map(({ workosId }) => workosId));
      cursor = result.continueCursor;
      if (result.isDone) break;
    }
    expect(seen).toEqual(["user_1", "user_2"]);
  });
});

describe("gatehouse/users:get", () => {
  it("finds by either id and says null for nobody", async () => {
    const id = await insertUser({ workosId: "user_1", apiKey: "osk_1" });
    const user = await support.query(api.gatehouse.users.get, { id });
    expect(user).toMatchObject({ workosId: "user_1", hasApiKey: true, email: null, sync: null });
    expect(await support.query(api.gatehouse.users.get, { id: "user_1" })).toEqual(user);
    expect(await support.query(api.gatehouse.users.get, { id: "user_404" })).toBeNull();
  });
});

describe("gatehouse/users:totals", () => {
  it("counts by status through every change", async () => {
    await deliver(backend, eventText("user.created", ADA));
    await deliver(backend, eventText("user.created", { ...ADA, id: "user_B" }, { id: "event_02" }));
    await deliver(backend, eventText("user.deleted", { id: "user_B" }, { id: "event_03" }));
    await deliver(backend, eventText("user.deleted", { id: "user_B" }, { id: "event_04" }));
    const totals = await support.query(api.gatehouse.users.totals, {});
    expect(totals).toEqual({ all: 2, active: 1, pending: 0, deleted: 1 });
  });
});

describe("gatehouse/users:setEnabledAgents", () => {
  const auditRows = async () => await backend.run((ctx) => ctx.db.query("auditLog").collect());
  const codeOf = async (call: Promise<unknown>): Promise<unknown> => {
    const error: unknown = await call.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof ConvexError)) throw new Error("no ConvexError");
    return (error.data as { code: string }).code;
  };

  it("normalises, keeps the adoption counts and writes who changed what", async () => {
    const id = await insertUser({
      workosId: "user_1",
      email: "ann@a.io",
      enabledAgents: ["cursor"],
    });
    const enabledAgents = [" pi", "cursor", "pi", "mystery"];
    const user = await support.mutation(api.gatehouse.users.setEnabledAgents, {
      id,
      enabledAgents,
    });
    expect(user.enabledAgents).toEqual(["pi", "cursor-sync", "mystery"]);
    expect(await auditRows()).toMatchObject([
      {
        action: "user.agents.set",
        actorId: "user_support",
        targetId: "user_1",
        details: {
          targetLabel: "ann@a.io",
          before: "cursor-sync",
          after: "pi, cursor-sync, mystery",
        },
      },
    ]);
    await support.mutation(api.gatehouse.users.setEnabledAgents, { id, enabledAgents: ["pi"] });
    expect(await countedAgents(backend)).toEqual({ pi: 1 });
  });

  it("writes nothing when nothing changes", async () => {
    const id = await insertUser({ workosId: "user_1", enabledAgents: ["pi"] });
    await support.mutation(api.gatehouse.users.setEnabledAgents, { id, enabledAgents: ["pi"] });
    expect(await auditRows()).toEqual([]);
  });

  it("refuses when the row moved on from what the operator saw", async () => {
    const id = await insertUser({ workosId: "user_1", enabledAgents: ["pi", "amp"] });
    const change = { id, enabledAgents: [], expected: ["pi"] };
    expect(await codeOf(support.mutation(api.gatehouse.users.setEnabledAgents, change))).toBe(
      "changed_meanwhile",
    );
    expect(await auditRows()).toEqual([]);
    const fresh = { ...change, expected: ["amp", "pi"] };
    expect(
      (await support.mutation(api.gatehouse.users.setEnabledAgents, fresh)).enabledAgents,
    ).toEqual([]);
  });

  it.each([
    ["too many", Array.from({ length: 65 }, (_, index) => `agent-${index}`)],
    ["too long", ["x".repeat(65)]],
  ])("refuses %s", async (_, enabledAgents) => {
    const id = await insertUser({ workosId: "user_1" });
    expect(
      await codeOf(support.mutation(api.gatehouse.users.setEnabledAgents, { id, enabledAgents })),
    ).toBe("invalid_input");
  });

  it("says so when the user is gone", async () => {
    const id = await insertUser({ workosId: "user_1" });
    await backend.run((ctx) => ctx.db.delete("users", id));
    expect(
      await codeOf(
        support.mutation(api.gatehouse.users.setEnabledAgents, { id, enabledAgents: [] }),
      ),
    ).toBe("not_found");
  });

  it("refuses a deleted user", async () => {
    const id = await insertUser({ workosId: "user_1", status: "deleted", deletedAt: 1 });
    expect(
      await codeOf(
        support.mutation(api.gatehouse.users.setEnabledAgents, { id, enabledAgents: ["pi"] }),
      ),
    ).toBe("user_deleted");
    expect(await support.query(api.gatehouse.users.get, { id })).toMatchObject({
      enabledAgents: [],
    });
  });

  it("stops counting the agents of a deleted user", async () => {
    await deliver(backend, eventText("user.created", ADA));
    const user = await support.query(api.gatehouse.users.get, { id: ADA.id });
    if (user === null) throw new Error("no user");
    await support.mutation(api.gatehouse.users.setEnabledAgents, {
      id: user._id,
      enabledAgents: ["pi"],
    });
    await deliver(backend, eventText("user.deleted", { id: ADA.id }, { id: "event_02" }));
    expect(await countedAgents(backend)).toEqual({});
    expect((await support.query(api.gatehouse.users.get, { id: ADA.id }))?.enabledAgents).toEqual([
      "pi",
    ]);
  });
});

describe("gatehouse/users:timeline", () => {
  it("tells events and acts in one list, newest first", async () => {
    await deliver(backend, eventText("user.created", ADA));
    await deliver(
      backend,
      eventText(
        "teapot.boiled",
        { user_id: ADA.id },
        { id: "event_02", createdAt: "2026-11-02T00:00:00.000Z" },
      ),
    );
    const user = await support.query(api.gatehouse.users.get, { id: ADA.id });
    if (user === null) throw new Error("no user");
    const { _id: id } = user;
    await support.mutation(api.gatehouse.users.setEnabledAgents, { id, enabledAgents: ["pi"] });
    const timeline = await support.query(api.gatehouse.users.timeline, { id });
    const events = timeline.filter(({ kind }) => kind === "event");
    expect(events).toMatchObject([
      { type: "teapot.boiled", state: "ignored", via: "webhook", reason: "unknown-type" },
      { type: "user.created", state: "applied", reason: null, eventId: "event_01A" },
    ]);
    expect(events.at(-1)?.changed).toContain("email");
    expect(timeline.filter(({ kind }) => kind === "audit")).toMatchObject([
      { type: "user.agents.set", actor: "support", before: "", after: "pi" },
    ]);
    const times = timeline.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(await support.query(api.gatehouse.users.timeline, { id, limit: 1 })).toHaveLength(1);
  });
});

describe("rows of an OpenSync deployment", () => {
  const progress = { sessions: 1, messages: 2 };
  const row = {
    workosId: ADA.id,
    email: "old@example.com",
    name: "Old Name",
    avatarUrl: "https://example.com/old.png",
    apiKey: "osk_1",
    apiKeyCreatedAt: 1,
    enabledAgents: ["opencode", "cursor"],
    deletionStatus: "failed",
    deletionStartedAt: 1,
    deletionCompletedAt: 2,
    deletionError: "timeout",
    deletionProgress: progress,
    createdAt: 1_700_000_000_000,
    updatedAt: 1_700_000_000_001,
  } as const;
  const enabledAgents = [...row.enabledAgents];

  beforeEach(async () => {
    backend = startBackend({}, false, openSyncSchema);
    support = await signedInAs(backend, "support");
  });

  it("validate as they are and show as active", async () => {
    await backend.run((ctx) => ctx.db.insert("users", { ...row, enabledAgents }));
    expect(await support.query(api.gatehouse.users.get, { id: ADA.id })).toMatchObject({
      status: "active",
      enabledAgents: ["opencode", "cursor-sync"],
      hasApiKey: true,
      deletionStatus: "failed",
      signInCount: 0,
    });
  });

  it("keep what the app owns when WorkOS speaks, and start to be counted", async () => {
    await backend.run((ctx) => ctx.db.insert("users", { ...row, enabledAgents }));
    await deliver(backend, eventText("user.updated", ADA));
    const user = await backend.run((ctx) =>
      ctx.db
        .query("users")
        .withIndex("gatehouse_by_workos_id", (q) => q.eq("workosId", ADA.id))
        .unique(),
    );
    const { apiKey, apiKeyCreatedAt, deletionProgress, createdAt } = row;
    const owned = { apiKey, apiKeyCreatedAt, deletionProgress, createdAt };
    expect(user).toMatchObject({
      ...owned,
      enabledAgents,
      email: ADA.email,
      name: "Ada Lovelace",
      status: "active",
    });
    expect((await support.query(api.gatehouse.users.totals, {})).active).toBe(1);
    expect(Object.keys(await countedAgents(backend))).toHaveLength(2);
  });

  it("keep a name and an address that a sign-in does not mention", async () => {
    await backend.run((ctx) => ctx.db.insert("users", { ...row, enabledAgents }));
    const payload = JSON.stringify({
      id: "event_9",
      event: "session.created",
      created_at: "2026-11-02T00:00:00.000Z",
      data: { user_id: ADA.id },
    });
    await backend.mutation(internal.gatehouse.inbox.intake.receive, { payload, via: "webhook" });
    expect(await support.query(api.gatehouse.users.get, { id: ADA.id })).toMatchObject({
      email: row.email,
      name: row.name,
    });
  });
});
