import type { Doc, TableNames } from "../tables/dataModel";
import type { MutationCtx } from "../tables/server";
import type { Prunable } from "./limits";
import { DAY_IN_MS as DAY, startOf } from "../lib/utc";

type Row<T extends TableNames> = Omit<Doc<T>, "_id" | "_creationTime">;

/** An applied event that came at a time. */
export const inboxRow = (at: number, payload?: string): Row<"inbox"> => ({
  ...({ type: "user.created", via: "webhook", state: "applied" } as const),
  ...{ eventId: `event_${at}`, occurredAt: at, receivedAt: at, lagMs: 0, attempts: 1 },
  ...(payload === undefined ? {} : { payload, payloadSince: at }),
});
const signIn = (at: number): Row<"signIns"> => ({
  ...({ outcome: "succeeded", method: "password" } as const),
  ...{ eventId: `event_${at}`, at, workosUserId: "user_1" },
});
/** A comparison that began at a time. */
export const syncRun = (
  at: number,
  state: Doc<"syncRuns">["state"] = "completed",
): Row<"syncRuns"> => ({
  ...({ kind: "reconcile", state, phase: "done", dryRun: true, cursor: null } as const),
  ...{ attempt: 1, startedAt: at, startedBy: "cron", progressAt: at },
  ...{ pages: 0, listed: 0, drift: 0, repaired: 0, missing: 0 },
});
/** A replay that began at a time. */
export const replayRun = (at: number, state: Doc<"replayRuns">["state"]): Row<"replayRuns"> => ({
  ...({ scope: "failed", state, cursor: null } as const),
  ...{ since: 0, startedAt: at, startedBy: "user_admin", progressAt: at, expected: 0 },
  ...{ attempt: 1, looked: 0, applied: 0, ignored: 0, failed: 0 },
});

type Ctx = Pick<MutationCtx, "db">;

async function insertDrift({ db }: Ctx, at: number): Promise<void> {
  const runId = await db.insert("syncRuns", syncRun(at));
  const found = { kind: "different", action: "repaired" } as const;
  await db.insert("drift", { ...found, fields: [], runId, foundAt: at, workosUserId: "user_1" });
}

async function insertRun({ db }: Ctx, at: number): Promise<void> {
  const environmentId = await db.insert("environments", {
    ...({ name: `E${at}`, appUrl: "https://a.example", authMode: "client-only" } as const),
    ...{ redirectUris: [], apiHost: "api.workos.com", clientId: "client_test" },
    ...{ createdAt: at, updatedAt: at },
  });
  const run = { environmentId, state: "finished", startedAt: at, startedBy: "u" } as const;
  const runId = await db.insert("diagnosticRuns", { ...run, findings: [] });
  const check = { key: "apiKey", state: "passed", evidence: "[]" } as const;
  await db.insert("diagnosticChecks", { ...check, runId });
}

/** For each kind: the table it is in, and how a record of a given time comes into being. */
export const KINDS: Record<
  Prunable,
  { table: TableNames; insert(ctx: Ctx, at: number): Promise<unknown> }
> = {
  payloads: { table: "inbox", insert: ({ db }, at) => db.insert("inbox", inboxRow(at, "{}")) },
  inbox: { table: "inbox", insert: ({ db }, at) => db.insert("inbox", inboxRow(at)) },
  signIns: { table: "signIns", insert: ({ db }, at) => db.insert("signIns", signIn(at)) },
  sessionEnds: {
    table: "sessionEnds",
    insert: ({ db }, at) => db.insert("sessionEnds", { sessionId: `s_${at}`, endedAt: at }),
  },
  userDays: {
    table: "userDays",
    insert: ({ db }, at) =>
      db.insert("userDays", {
        ...{ dayAt: startOf(DAY, at), workosUserId: "user_1" },
        ...{ firstAt: at, lastAt: at, signIns: 1 },
      }),
  },
  loginLoops: {
    table: "loginLoops",
    insert: ({ db }, at) =>
      db.insert("loginLoops", {
        ...{ workosUserId: "user_1", startedAt: at, endedAt: at, count: 4, medianGapMs: 1 },
        ...({ ip: "203.0.113.7", userAgent: null, probableCause: "cookie-not-set" } as const),
        resolved: true,
      }),
  },
  drift: { table: "drift", insert: insertDrift },
  syncRuns: { table: "syncRuns", insert: ({ db }, at) => db.insert("syncRuns", syncRun(at)) },
  replayRuns: {
    table: "replayRuns",
    insert: ({ db }, at) => db.insert("replayRuns", replayRun(at, "completed")),
  },
  refusals: {
    table: "counters",
    insert: ({ db }, at) =>
      db.insert("counters", {
        ...{ name: `webhook.rejectedOn:${startOf(DAY, at)}:signature-mismatch` },
        ...{ shard: 0, value: 1 },
      }),
  },
  selfChecks: {
    table: "selfChecks",
    insert: ({ db }, at) =>
      db.insert("selfChecks", {
        ...{ code: `C${at}`, createdAt: at - 3 * DAY, createdBy: "user_1", expiresAt: at },
      }),
  },
  diagnosticRuns: { table: "diagnosticRuns", insert: insertRun },
  environmentReports: {
    table: "environmentReports",
    insert: ({ db }, at) =>
      db.insert("environmentReports", {
        ...({ environmentName: "Production", at, side: "server" } as const),
        ...{ cookiePasswordLength: null, variables: [] },
      }),
  },
};
