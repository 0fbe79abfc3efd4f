import type { Doc } from "../../convex/_generated/dataModel";
import { normalizeAgents } from "../../convex/gatehouse/users/agents";
import { DAY_IN_MS, HOUR_IN_MS, startOf } from "../../convex/gatehouse/lib/utc";
import type { Database } from "../../local/backend/transaction/types";
import { monthlyDeltas } from "./monthly";
import { readTable } from "./tables";
import { tally, type Counts } from "./tally";

/** Figures the app keeps as it goes, beside the same figures counted anew from their rows. */
export interface Recount {
  kept: Record<string, Counts>;
  counted: Record<string, Counts>;
}

/** Counts everything that is counted incrementally; each pair must be equal. */
export function recount(database: Database): Recount {
  const pairs = { ...ofSignIns(database), ...ofUsers(database) };
  const side = (index: 0 | 1) =>
    Object.fromEntries(Object.entries(pairs).map(([name, pair]) => [name, pair[index]]));
  return { kept: side(0), counted: side(1) };
}

/** What is kept, and the same counted anew. */
type Pair = [kept: Counts, counted: Counts];

function ofSignIns(database: Database): Record<string, Pair> {
  const signIns = readTable(database, "signIns");
  const completed = signIns.filter(isCompleted);
  const users = readTable(database, "users");
  const userDays = readTable(database, "userDays");
  const metricDays = readTable(database, "metricDays");
  const active = [...new Map(completed.map((row) => [dayKey(row), row])).values()];
  return {
    hours: [
      tally(
        metricDays.flatMap(hoursOf),
        ({ hourAt }) => String(hourAt),
        ({ count }) => count,
      ),
      tally(
        signIns.filter(({ outcome }) => outcome === "succeeded"),
        ({ at }) => String(startOf(HOUR_IN_MS, at)),
      ),
    ],
    days: [
      tally(metricDays.flatMap(kindsOf), kindKey, ({ count }) => count),
      tally(signIns, (row) =>
        kindKey({ ...row, dayAt: dayOf(row), errorCode: row.errorCode ?? "" }),
      ),
    ],
    userDays: [tally(userDays, userDayKey, (row) => row.signIns), tally(completed, dayKey)],
    spans: [
      tally(userDays, (row) => `${userDayKey(row)} ${row.firstAt}–${row.lastAt}`),
      tally(spansOf(completed), (text) => text),
    ],
    signInCounts: [
      tally(
        users,
        ({ workosId }) => workosId,
        ({ signInCount = 0 }) => signInCount,
      ),
      tally(completed, ({ workosUserId }) => workosUserId),
    ],
    activeUsers: [
      tally(
        metricDays,
        ({ dayAt }) => String(dayAt),
        (row) => row.activeUsers,
      ),
      tally(active, (row) => String(dayOf(row))),
    ],
    monthlyDeltas: [
      tally(
        metricDays,
        ({ dayAt }) => String(dayAt),
        (row) => row.monthlyDelta,
      ),
      monthlyDeltas(active.map((row) => [row.workosUserId, dayOf(row)])),
    ],
  };
}

function ofUsers(database: Database): Record<string, Pair> {
  const users = readTable(database, "users");
  const inUse = users.filter(({ status }) => status !== "deleted");
  const agents = inUse.flatMap(({ _id, enabledAgents = [] }) =>
    normalizeAgents(enabledAgents).map((agent) => ({ agent, userId: _id })),
  );
  const counters = readTable(database, "counters");
  const kept = (prefix: string) =>
    tally(
      counters.filter(({ name }) => name.startsWith(prefix)),
      ({ name }) => name.slice(prefix.length),
      ({ value }) => value,
    );
  return {
    users: [kept("users:"), tally(users, ({ status = "none" }) => status)],
    agents: [kept("agent:"), tally(agents, ({ agent }) => agent)],
    userAgents: [
      tally(readTable(database, "userAgents"), ({ agent, userId }) => `${agent} ${userId}`),
      tally(agents, ({ agent, userId }) => `${agent} ${userId}`),
    ],
    newUsers: [
      tally(
        readTable(database, "metricDays"),
        ({ dayAt }) => String(dayAt),
        (row) => row.newUsers,
      ),
      tally(
        users.filter(({ createdAt, deletedAt }) => createdAt !== deletedAt),
        ({ createdAt }) => String(startOf(DAY_IN_MS, createdAt)),
      ),
    ],
  };
}

type Completed = Doc<"signIns"> & { workosUserId: string };

function isCompleted(row: Doc<"signIns">): row is Completed {
  return row.outcome === "succeeded" && row.workosUserId !== undefined;
}

function dayOf({ at }: Pick<Doc<"signIns">, "at">): number {
  return startOf(DAY_IN_MS, at);
}

function dayKey(row: Completed): string {
  return `${dayOf(row)} ${row.workosUserId}`;
}

function userDayKey({ dayAt, workosUserId }: Doc<"userDays">): string {
  return `${dayAt} ${workosUserId}`;
}

function spansOf(completed: readonly Completed[]): string[] {
  const times = new Map<string, number[]>();
  for (const row of completed) times.set(dayKey(row), [...(times.get(dayKey(row)) ?? []), row.at]);
  return [...times].map(([key, at]) => `${key} ${Math.min(...at)}–${Math.max(...at)}`);
}

type Kind = Omit<Doc<"metricDays">["signIns"][number], "count">;

function kindKey({ dayAt, outcome, method, errorCode }: Kind & { dayAt: number }): string {
  return [dayAt, outcome, method, errorCode].join(" ");
}

function kindsOf({ dayAt, signIns }: Doc<"metricDays">) {
  return signIns.map((kind) => ({ ...kind, dayAt }));
}

function hoursOf({ dayAt, completedByHour = [] }: Doc<"metricDays">) {
  return completedByHour.map((count, hour) => ({ hourAt: dayAt + hour * HOUR_IN_MS, count }));
}

/** Events that have more than one row in the inbox or among the sign-ins; there must be none. */
export function doubledEvents(database: Database): string[] {
  const received = readTable(database, "inbox").map(({ eventId }) => `inbox: ${eventId}`);
  const recorded = readTable(database, "signIns").map(({ eventId }) => `signIns: ${eventId}`);
  const counts = Object.entries(tally([...received, ...recorded], (event) => event));
  return counts.filter(([, count]) => count > 1).map(([event]) => event);
}
