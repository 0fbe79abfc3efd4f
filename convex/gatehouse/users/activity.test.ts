// @vitest-environment edge-runtime
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { eventText } from "../../../webhooks/events.fixture";
import { api, internal } from "../../_generated/api";
import { MONTH_IN_DAYS } from "../metrics/monthlyWindow";
import { signedInAs, startBackend, type Backend } from "../testing/backend.fixture";
import { DAY_IN_MS as DAY, HOUR_IN_MS as HOUR } from "../lib/utc";

const TODAY = Date.UTC(2026, 10, 23);
const DAYS = 45;

type ListArgs = (typeof api.gatehouse.users.list)["_args"];

let backend: Backend;
let auditor: Awaited<ReturnType<typeof signedInAs>>;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: TODAY - 400 * DAY });
  backend = startBackend();
  auditor = await signedInAs(backend, "auditor");
  vi.setSystemTime(TODAY + 12 * HOUR);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const iso = (at: number) => new Date(at).toISOString();
async function receive(type: string, id: string, at: number, data: object): Promise<void> {
  const payload = eventText(type, data, { id: `event_${type}_${id}_${at}`, createdAt: iso(at) });
  await backend.mutation(internal.gatehouse.inbox.intake.receive, { payload, via: "webhook" });
}
const created = async (user: string, at: number) => {
  const times = { created_at: iso(at), updated_at: iso(at) };
  await receive("user.created", user, at, { id: user, email: `${user}@x.io`, ...times });
};
const session = async (user: string, at: number) => {
  const facts = { id: `s_${user}_${at}`, user_id: user, auth_method: "sso", created_at: iso(at) };
  await receive("session.created", user, at, facts);
};

/** Thirty days of people who come now and then, one who was deleted, and one never heard of. */
async function history(): Promise<void> {
  for (let number = 1; number <= 6; number += 1) {
    const user = `user_${number}`;
    const createdAt = TODAY - (40 - number * 5) * DAY + HOUR;
    await created(user, createdAt);
    for (let at = createdAt; at <= TODAY + 12 * HOUR; at += number * 3 * DAY) {
      await session(user, at);
      await session(user, at + HOUR);
    }
  }
  await receive("user.deleted", "user_2", TODAY - DAY, { id: "user_2" });
  await receive("user.deleted", "user_9", TODAY - DAY, { id: "user_9" });
}

async function listed(
  filter: ListArgs["filter"],
  sort: ListArgs["sort"] = { field: "createdAt", order: "desc" },
): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  for (let isDone = false; !isDone;) {
    const paginationOpts = { numItems: 2, cursor };
    const result: { page: { workosId: string }[]; isDone: boolean; continueCursor: string } =
      await auditor.query(api.gatehouse.users.list, { paginationOpts, sort, filter });
    found.push(...result.page.map(({ workosId }) => workosId));
    ({ isDone, continueCursor: cursor } = result);
  }
  return found;
}

describe("the list behind a figure", () => {
  it("has as many users as the figure says, each once, on every day", async () => {
    await history();
    const hourAt = TODAY + 12 * HOUR;
    const { days } = await auditor.query(api.gatehouse.metrics.overview, { days: DAYS, hourAt });
    expect(days.at(-1)).toMatchObject({ monthlyActiveUsers: 6 });
    for (const { dayAt, ...figures } of days) {
      const until = dayAt + DAY;
      const lists = {
        activeUsers: await listed({ activeFrom: dayAt, activeUntil: until }),
        monthlyActiveUsers: await listed({
          ...{ activeFrom: until - MONTH_IN_DAYS * DAY, activeUntil: until },
        }),
        newUsers: await listed({ createdFrom: dayAt, createdUntil: until }),
      };
      for (const [figure, list] of Object.entries(lists)) {
        expect(new Set(list).size).toBe(list.length);
        expect([figure, dayAt, list.length]).toEqual([
          ...[figure, dayAt, figures[figure as keyof typeof lists]],
        ]);
      }
    }
  });

  it.each<ListArgs["sort"]>([
    { field: "createdAt", order: "asc" },
    { field: "lastSignInAt", order: "desc" },
    { field: "email", order: "desc" },
  ])("is the same sorted by %o", async (sort) => {
    await history();
    const month = { activeFrom: TODAY - 29 * DAY, activeUntil: TODAY + DAY };
    expect((await listed(month, sort)).length).toBe(6);
    const week = { createdFrom: TODAY - 20 * DAY, createdUntil: TODAY - 9 * DAY };
    expect((await listed(week, sort)).sort()).toEqual(["user_4", "user_5", "user_6"]);
  });

  it("is narrowed by the rest of the filter", async () => {
    await history();
    const day = { activeFrom: TODAY - 6 * DAY, activeUntil: TODAY - 5 * DAY };
    const everybody = await listed(day);
    expect(everybody).toContain("user_2");
    expect(await listed({ ...day, status: "deleted" })).toEqual(["user_2"]);
    expect(await listed({ ...day, search: "user_2" })).toEqual(["user_2"]);
    expect(await listed({ ...day, createdFrom: TODAY })).toEqual([]);
    expect(await listed({ ...day, notSeenSince: TODAY - 300 * DAY })).toEqual([]);
    const month = { activeFrom: TODAY - 29 * DAY, activeUntil: TODAY + DAY };
    const byLastSignIn = { field: "lastSignInAt", order: "asc" } as const;
    expect(await listed({ ...month, notSeenSince: TODAY - 300 * DAY }, byLastSignIn)).toEqual([]);
  });
});
