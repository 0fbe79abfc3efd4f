// @vitest-environment edge-runtime
import { ConvexError } from "convex/values";
import type { FunctionArgs, FunctionReference } from "convex/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ADA, ADA_SESSION, eventText } from "../../webhooks/events.fixture";
import { api } from "../_generated/api";
import type { Id } from "./tables/dataModel";
import type { MutationCtx } from "./tables/server";
import { ROLES, type Role } from "./operators/roles";
import {
  deliver,
  signedIn,
  signedInAs,
  startBackend,
  WITH_API_KEY,
  type Backend,
} from "./testing/backend.fixture";

const SECRET_KEY = "osk_very_secret_api_key";
const ONE_PAGE = { numItems: 10, cursor: null };
const NEWEST = { field: "createdAt", order: "desc" } as const;

let backend: Backend;
let ada: Id<"users">;
let finishedRun: Id<"syncRuns">;
let finishedReplay: Id<"replayRuns">;
let difference: Id<"drift">;
let environment: Id<"environments">;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "setInterval", "setImmediate"] });
  // Who may call is decided before WorkOS is asked; what it answers is other tests' business.
  vi.stubGlobal("fetch", async () => Response.json({ message: "Unauthorized" }, { status: 401 }));
  backend = startBackend(WITH_API_KEY);
  await deliver(backend, eventText("user.created", ADA));
  await deliver(backend, eventText("session.created", ADA_SESSION, { id: "event_02" }));
  ada = await backend.run(async (ctx) => {
    const user = await ctx.db.query("users").first();
    if (user === null) throw new Error("no user");
    await ctx.db.patch("users", user._id, { apiKey: SECRET_KEY, apiKeyCreatedAt: 5 });
    return user._id;
  });
  finishedRun = await backend.run((ctx) =>
    ctx.db.insert("syncRuns", {
      ...({
        kind: "reconcile",
        state: "completed",
        phase: "done",
        dryRun: true,
        cursor: null,
      } as const),
      ...{ attempt: 1, startedAt: 1, startedBy: "cron", progressAt: 1 },
      ...{ pages: 0, listed: 0, drift: 0, repaired: 0, missing: 0 },
    }),
  );
  [finishedReplay, difference, environment] = await backend.run(insertRows);
});

async function insertRows(ctx: Pick<MutationCtx, "db">) {
  return [
    await ctx.db.insert("replayRuns", {
      ...({ scope: "failed", state: "completed", cursor: null } as const),
      ...{ since: 0, startedAt: 1, startedBy: "user_admin", progressAt: 1, expected: 0 },
      ...{ attempt: 1, looked: 0, applied: 0, ignored: 0, failed: 0 },
    }),
    await ctx.db.insert("drift", {
      ...({ kind: "different", action: "reported", fields: [] } as const),
      ...{ runId: finishedRun, foundAt: 1, workosUserId: ADA.id },
    }),
    await ctx.db.insert("environments", { ...ENVIRONMENT, createdAt: 1, updatedAt: 1 }),
  ] as const;
}

const ENVIRONMENT = {
  name: "Production",
  appUrl: "https://app.example.com",
  redirectUris: ["https://app.example.com/callback"],
  authMode: "client-only" as const,
  apiHost: "api.workos.com",
  clientId: "client_test",
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

type AnyQuery = FunctionReference<"query">;
type AnyMutation = FunctionReference<"mutation">;
type AnyAction = FunctionReference<"action">;
type Caller = Pick<Backend, "query" | "mutation" | "action">;
interface Case {
  name: string;
  least: Role;
  call: (caller: Caller) => Promise<unknown>;
}

function query<F extends AnyQuery>(
  name: string,
  least: Role,
  fn: F,
  args: () => FunctionArgs<F>,
): Case {
  return {
    name,
    least,
    call: async (caller) => (await caller.query(fn as AnyQuery, args())) as unknown,
  };
}

function mutation<F extends AnyMutation>(
  name: string,
  least: Role,
  fn: F,
  args: () => FunctionArgs<F>,
): Case {
  return {
    name,
    least,
    call: async (caller) => (await caller.mutation(fn as AnyMutation, args())) as unknown,
  };
}

function action<F extends AnyAction>(
  name: string,
  least: Role,
  fn: F,
  args: () => FunctionArgs<F>,
): Case {
  return {
    name,
    least,
    call: async (caller) => (await caller.action(fn as AnyAction, args())) as unknown,
  };
}

const CASES: Case[] = [
  query("gatehouse/users:list", "auditor", api.gatehouse.users.list, () => ({
    paginationOpts: ONE_PAGE,
    sort: NEWEST,
    filter: {},
  })),
  query("gatehouse/users:totals", "auditor", api.gatehouse.users.totals, () => ({})),
  query("gatehouse/users:get", "auditor", api.gatehouse.users.get, () => ({ id: ADA.id })),
  query("gatehouse/users:timeline", "auditor", api.gatehouse.users.timeline, () => ({ id: ada })),
  mutation(
    "gatehouse/users:setEnabledAgents",
    "support",
    api.gatehouse.users.setEnabledAgents,
    () => ({
      id: ada,
      enabledAgents: ["pi"],
    }),
  ),
  mutation("gatehouse/erasure:erase", "admin", api.gatehouse.erasure.erase, () => ({ id: ada })),
  action("gatehouse/sessions:list", "support", api.gatehouse.sessions.list, () => ({
    workosId: ADA.id,
  })),
  action("gatehouse/sessions:revoke", "support", api.gatehouse.sessions.revoke, () => ({
    workosId: ADA.id,
    sessionId: "session_01",
  })),
  action("gatehouse/sessions:revokeAll", "support", api.gatehouse.sessions.revokeAll, () => ({
    workosId: ADA.id,
  })),
  query("gatehouse/audit:list", "auditor", api.gatehouse.audit.list, () => ({
    paginationOpts: ONE_PAGE,
    filter: {},
  })),
  query("gatehouse/audit:verify", "auditor", api.gatehouse.audit.verify, () => ({
    day: "2026-11-23",
  })),
  query("gatehouse/inbox:list", "support", api.gatehouse.inbox.list, () => ({
    paginationOpts: ONE_PAGE,
    filter: {},
  })),
  query("gatehouse/inbox:get", "support", api.gatehouse.inbox.get, () => ({
    eventId: "event_01A",
  })),
  mutation("gatehouse/inbox:replay", "support", api.gatehouse.inbox.replay, () => ({
    eventId: "event_01A",
  })),
  mutation("gatehouse/inbox:reveal", "support", api.gatehouse.inbox.reveal, () => ({
    eventId: "event_01A",
    reason: "ticket 7",
  })),
  query("gatehouse/inbox:health", "auditor", api.gatehouse.inbox.health, () => ({})),
  mutation("gatehouse/reconcile:start", "support", api.gatehouse.reconcile.start, () => ({
    dryRun: true,
  })),
  mutation("gatehouse/reconcile:cancel", "support", api.gatehouse.reconcile.cancel, () => ({
    runId: finishedRun,
  })),
  query("gatehouse/sync:drain", "auditor", api.gatehouse.sync.drain, () => ({})),
  query("gatehouse/sync:runs", "auditor", api.gatehouse.sync.runs, () => ({})),
  query("gatehouse/drift:list", "support", api.gatehouse.drift.list, () => ({
    paginationOpts: ONE_PAGE,
    filter: { runId: finishedRun },
  })),
  query("gatehouse/drift:summary", "auditor", api.gatehouse.drift.summary, () => ({})),
  action("gatehouse/drift:repair", "admin", api.gatehouse.drift.repair, () => ({
    driftId: difference,
  })),
  query("gatehouse/replay:previewFailed", "support", api.gatehouse.replay.previewFailed, () => ({
    since: 0,
  })),
  action("gatehouse/replay:previewMissing", "support", api.gatehouse.replay.previewMissing, () => ({
    since: 0,
  })),
  mutation("gatehouse/replay:start", "support", api.gatehouse.replay.start, () => ({
    scope: "failed" as const,
    since: 0,
    expected: 0,
  })),
  mutation("gatehouse/replay:cancel", "support", api.gatehouse.replay.cancel, () => ({
    runId: finishedReplay,
  })),
  query("gatehouse/replay:runs", "support", api.gatehouse.replay.runs, () => ({})),
  action("gatehouse/endpoints:check", "support", api.gatehouse.endpoints.check, () => ({})),
  action("gatehouse/endpoints:repair", "admin", api.gatehouse.endpoints.repair, () => ({})),
  query("gatehouse/inbox:lag", "auditor", api.gatehouse.inbox.lag, () => ({
    hourAt: 0,
  })),
  query("gatehouse/inbox:refused", "auditor", api.gatehouse.inbox.refused, () => ({ hourAt: 0 })),
  query("gatehouse/metrics:overview", "auditor", api.gatehouse.metrics.overview, () => ({
    days: 7,
    hourAt: 0,
  })),
  query("gatehouse/signIns:list", "auditor", api.gatehouse.signIns.list, () => ({
    paginationOpts: ONE_PAGE,
    filter: {},
  })),
  query("gatehouse/signIns:forUser", "auditor", api.gatehouse.signIns.forUser, () => ({
    userId: ADA.id,
  })),
  query("gatehouse/environments:list", "auditor", api.gatehouse.environments.list, () => ({})),
  mutation(
    "gatehouse/environments:save",
    "admin",
    api.gatehouse.environments.save,
    () => ENVIRONMENT,
  ),
  mutation("gatehouse/environments:remove", "admin", api.gatehouse.environments.remove, () => ({
    id: environment,
  })),
  mutation("gatehouse/diagnostics:run", "support", api.gatehouse.diagnostics.run, () => ({
    environmentId: environment,
  })),
  query("gatehouse/diagnostics:latest", "auditor", api.gatehouse.diagnostics.latest, () => ({
    environmentId: environment,
  })),
  query("gatehouse/diagnostics:history", "auditor", api.gatehouse.diagnostics.history, () => ({
    environmentId: environment,
    paginationOpts: ONE_PAGE,
  })),
  query("gatehouse/diagnostics:compare", "auditor", api.gatehouse.diagnostics.compare, () => ({})),
  action("gatehouse/diagnostics:person", "support", api.gatehouse.diagnostics.person, () => ({
    workosId: ADA.id,
  })),
  query("gatehouse/diagnostics:loops", "auditor", api.gatehouse.diagnostics.loops, () => ({
    paginationOpts: ONE_PAGE,
  })),
  mutation(
    "gatehouse/diagnostics:repairProvisioning",
    "support",
    api.gatehouse.diagnostics.repairProvisioning,
    () => ({
      workosIds: [ADA.id],
    }),
  ),
  query(
    "gatehouse/diagnostics:convexProviders",
    "auditor",
    api.gatehouse.diagnostics.convexProviders,
    () => ({}),
  ),
  action("gatehouse/diagnostics:jwks", "auditor", api.gatehouse.diagnostics.jwks, () => ({})),
  mutation("gatehouse/selfChecks:create", "support", api.gatehouse.selfChecks.create, () => ({})),
  query("gatehouse/selfChecks:get", "support", api.gatehouse.selfChecks.get, () => ({
    code: "none",
  })),
  query("gatehouse/operators:list", "auditor", api.gatehouse.operators.list, () => ({})),
  mutation("gatehouse/operators:setRole", "admin", api.gatehouse.operators.setRole, () => ({
    email: "nobody@example.com",
    role: "auditor" as const,
  })),
  query("gatehouse/settings:get", "auditor", api.gatehouse.settings.get, () => ({})),
];

const REFUSALS = ["not_signed_in", "not_operator", "role_missing"];

/** The code a caller is refused with; null when they are let in, whatever comes of it. */
async function refusal(call: Promise<unknown>): Promise<string | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (!(error instanceof ConvexError)) throw error;
    const { code, message } = error.data as { code: string; message: string };
    expect(message.length).toBeGreaterThan(10);
    return REFUSALS.includes(code) ? code : null;
  }
}

describe.each(CASES)("$name", ({ least, call }) => {
  it("is closed to people who are not signed in", async () => {
    expect(await refusal(call(backend))).toBe("not_signed_in");
  });

  it("is closed to users who are not operators", async () => {
    expect(await refusal(call(signedIn(backend, ADA.id)))).toBe("not_operator");
  });

  it.each(ROLES)(`as %s (needs ${least})`, async (role) => {
    const operator = await signedInAs(backend, role);
    const allowed = ROLES.indexOf(role) >= ROLES.indexOf(least);
    expect(await refusal(call(operator))).toBe(allowed ? null : "role_missing");
  });

  it("is closed to an operator who was deleted in WorkOS, at once", async () => {
    const operator = await signedInAs(backend, "admin");
    await deliver(backend, eventText("user.deleted", { id: "user_admin" }, { id: "event_03" }));
    expect(await refusal(call(operator))).toBe("not_operator");
  });

  it("is closed to someone impersonating an operator", async () => {
    await signedInAs(backend, "admin");
    const impersonator = signedIn(backend, "user_admin", { "act.sub": "ops@example.com" });
    expect(await refusal(call(impersonator))).toBe("not_operator");
  });

  it("never returns an API key or another secret", async () => {
    const admin = await signedInAs(backend, "admin");
    const result = JSON.stringify(await call(admin).catch((error: Error) => error.message));
    for (const secret of [SECRET_KEY, "sk_test_key", "whsec_test", '"apiKey"']) {
      expect(result).not.toContain(secret);
    }
  });
});

/** Every public function of Gatehouse, at whatever depth, as `gatehouse/users:list`. */
async function publicFunctions(): Promise<string[]> {
  const modules = import.meta.glob<Record<string, unknown>>([
    "./**/*.ts",
    "!./**/*.{test,fixture}.ts",
  ]);
  const found: string[] = [];
  for (const [path, load] of Object.entries(modules)) {
    for (const [name, value] of Object.entries(await load())) {
      const isPublic = typeof value === "function" && "isPublic" in value;
      if (isPublic) found.push(`gatehouse/${path.slice(2, -3)}:${name}`);
    }
  }
  return found.sort();
}

it("covers every public function of the console", async () => {
  // Open to anyone signed in, or to anyone at all; tested on their own.
  const open = [
    ...[
      "gatehouse/operators:viewer",
      "gatehouse/operators:enter",
      "gatehouse/provisioning:ensureUser",
    ],
    "gatehouse/selfChecks:submit",
  ];
  expect(await publicFunctions()).toEqual([...CASES.map(({ name }) => name), ...open].sort());
});

it("has no public function but in a door", async () => {
  const inRooms = (await publicFunctions()).filter((name) => name.split("/").length > 2);
  expect(inRooms).toEqual([]);
});
