import type { Doc } from "../../convex/_generated/dataModel";
import type { Database } from "../../local/backend/transaction/types";
import { readTable } from "./tables";

const HOUR_IN_MS = 3_600_000;
const DAY_IN_MS = 24 * HOUR_IN_MS;

type Counts = Record<string, number>;

/** Figures the app keeps as it goes, beside the same figures counted anew from their rows. */
export interface Recount {
  kept: Record<string, Counts>;
  counted: Record<string, Counts>;
}

/** Counts everything that is counted incrementally; each pair must be equal. */
export function recount(database: Database): Recount {
  const signIns = readTable(database, "signIns");
  const users = readTable(database, "users");
  const completed = signIns.filter(isCompleted);
  const days = readTable(database, "userDays");
  const metricDays = readTable(database, "metricDays");
  const counters = tally(
    readTable(database, "counters"),
    ({ name }) => name,
    ({ value }) => value,
  );
  return {
    kept: {
      hours: tally(metricDays.flatMap(hoursOf), hourKey, ({ count }) => count),
      days: tally(metricDays.flatMap(kindsOf), dayCountKey, ({ count }) => count),
      userDays: tally(days, dayKey, (row) => row.signIns),
      signInCounts: tally(
        users.filter(({ signInCount = 0 }) => signInCount > 0),
        ({ workosId }) => workosId,
        ({ signInCount = 0 }) => signInCount,
      ),
      users: pick(counters, "users:"),
      activeUsers: tally(
        metricDays,
        ({ dayAt }) => String(dayAt),
        (row) => row.activeUsers,
      ),
      newUsers: tally(
        metricDays,
        ({ dayAt }) => String(dayAt),
        (row) => row.newUsers,
      ),
    },
    counted: {
      hours: tally(
        signIns.filter(({ outcome }) => outcome === "succeeded"),
        ({ at }) => hourKey({ hourAt: startOf(HOUR_IN_MS, at) }),
      ),
      days: tally(signIns, (row) =>
        dayCountKey({
          ...row,
          dayAt: startOf(DAY_IN_MS, row.at),
          errorCode: row.errorCode ?? "",
        }),
      ),
      userDays: tally(completed, ({ at, workosUserId }) =>
        dayKey({ dayAt: startOf(DAY_IN_MS, at), workosUserId }),
      ),
      signInCounts: tally(completed, ({ workosUserId }) => workosUserId),
      users: tally(users, ({ status = "none" }) => `users:${status}`),
      activeUsers: tally(days, ({ dayAt }) => String(dayAt)),
      newUsers: tally(
        users.filter(({ createdAt, deletedAt }) => createdAt !== deletedAt),
        ({ createdAt }) => String(startOf(DAY_IN_MS, createdAt)),
      ),
    },
  };
}

type Completed = Doc<"signIns"> & { workosUserId: string };

function isCompleted(row: Doc<"signIns">): row is Completed {
  return row.outcome === "succeeded" && row.workosUserId !== undefined;
}

type Kind = Omit<Doc<"metricDays">["signIns"][number], "count">;

function hourKey({ hourAt }: { hourAt: number }): string {
  return String(hourAt);
}

function dayCountKey({ dayAt, outcome, method, errorCode }: Kind & { dayAt: number }): string {
  return [dayAt, outcome, method, errorCode].join(" ");
}

function hoursOf({ dayAt, completedByHour = [] }: Doc<"metricDays">) {
  return completedByHour.map((count, hour) => ({ hourAt: dayAt + hour * HOUR_IN_MS, count }));
}

function kindsOf({ dayAt, signIns }: Doc<"metricDays">) {
  return signIns.map((kind) => ({ ...kind, dayAt }));
}

function dayKey(row: Pick<Doc<"userDays">, "dayAt" | "workosUserId">): string {
  return `${row.dayAt} ${row.workosUserId}`;
}

function startOf(unitInMs: number, at: number): number {
  return Math.floor(at / unitInMs) * unitInMs;
}

function tally<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  amountOf: (row: Row) => number = () => 1,
): Counts {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + amountOf(row));
  return Object.fromEntries([...counts].filter(([, count]) => count !== 0).sort());
}

function pick(counts: Counts, prefix: string): Counts {
  return Object.fromEntries(Object.entries(counts).filter(([name]) => name.startsWith(prefix)));
}

/** Events that have more than one row in the inbox or among the sign-ins; there must be none. */
export function doubledEvents(database: Database): string[] {
  const received = readTable(database, "inbox").map(({ eventId }) => `inbox: ${eventId}`);
  const recorded = readTable(database, "signIns").map(({ eventId }) => `signIns: ${eventId}`);
  const counts = Object.entries(tally([...received, ...recorded], (event) => event));
  return counts.filter(([, count]) => count > 1).map(([event]) => event);
}
