import { describe, expect, it } from "vitest";
import type { Session } from "../model/types";
import { createModel } from "../model/model";
import { generateHistory } from "./history";
import { generateUsers } from "./users";

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 10, 23, 12);
const users = [...generateUsers(600, 7, NOW_MS)];
const events = [...generateHistory(users, 60, 9, NOW_MS)];
const ofType = (pattern: RegExp) => events.filter(({ event }) => pattern.test(event));
const sessions = ofType(/^session\.created$/).map(({ data }) => data as Session);

describe("generateHistory", () => {
  it("makes the same events from the same seed, and others from another", () => {
    const some = users.slice(0, 50);
    const history = (seed: number) => [...generateHistory(some, 10, seed, NOW_MS)];
    expect(history(1)).toEqual(history(1));
    expect(history(1)).not.toEqual(history(2));
  });

  it("comes in order: times and ids rise strictly, nothing lies in the future", () => {
    const times = events.map(({ created_at }) => created_at);
    const ids = events.map(({ id }) => id);
    expect(times).toEqual([...new Set(times)].sort());
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(Date.parse(times.at(-1) ?? "")).toBeLessThanOrEqual(NOW_MS);
  });

  it("gives two things of the same moment an order", () => {
    const [ada, bob] = users;
    if (ada === undefined || bob === undefined) throw new Error("nobody was made up");
    const twins = [ada, { ...bob, created_at: ada.created_at, updated_at: ada.updated_at }];
    const [first, second] = generateHistory(twins, 1, 9, NOW_MS);
    expect((first?.created_at ?? "") < (second?.created_at ?? "")).toBe(true);
    expect((first?.id ?? "") < (second?.id ?? "")).toBe(true);
  });

  it("ends with every profile as the user list has it", () => {
    const last = new Map(ofType(/^user\./).map(({ data }) => [data.id, data]));
    expect(users.map(({ id }) => last.get(id))).toEqual(users);
  });

  it("creates everybody once, before anything else happens to them", () => {
    const born = new Set<unknown>();
    for (const { event, data } of events) {
      if (event === "user.created") {
        expect(born.has(data.id)).toBe(false);
        born.add(data.id);
      } else expect(born.has(data.user_id ?? data.id)).toBe(true);
    }
    expect(born.size).toBe(users.length);
  });

  it("begins every session with a success of the same person, and revokes only what began", () => {
    const begun = new Map(sessions.map((session) => [session.id, session]));
    const lastSuccess = new Map<unknown, string>();
    for (const { event, data, created_at } of events) {
      if (event.endsWith("_succeeded")) lastSuccess.set(data.user_id, created_at);
      if (event === "session.created") expect(lastSuccess.has(data.user_id)).toBe(true);
      if (event !== "session.revoked") continue;
      const { status, ended_at, updated_at, ...rest } = data as Session;
      expect(begun.get(rest.id)).toMatchObject(rest);
      expect([status, ended_at, updated_at]).toEqual(["revoked", created_at, created_at]);
    }
  });

  it("has sign-ins on the days asked for only", () => {
    const earliest = Date.UTC(2026, 10, 23) - 59 * DAY_MS;
    for (const { created_at } of sessions)
      expect(Date.parse(created_at)).toBeGreaterThanOrEqual(earliest);
  });

  it("is quieter at the weekend", () => {
    const perDay = (weekend: boolean) => {
      const matching = sessions.filter(({ created_at }) => {
        const day = new Date(created_at).getUTCDay();
        return (day === 0 || day === 6) === weekend;
      });
      return matching.length / (weekend ? 2 : 5);
    };
    expect(perDay(true)).toBeLessThan(perDay(false) * 0.5);
  });

  it("is quieter at night", () => {
    const during = (from: number, to: number) =>
      sessions.filter(({ created_at }) => {
        const hour = new Date(created_at).getUTCHours();
        return hour >= from && hour < to;
      }).length;
    expect(during(20, 24)).toBeLessThan(during(8, 12));
  });

  it("knows every method, in both of its names", () => {
    expect([...new Set(sessions.map(({ auth_method }) => auth_method))].sort()).toEqual([
      "magic_code",
      "oauth",
      "passkey",
      "password",
      "sso",
    ]);
    expect(ofType(/^authentication\.magic_auth_succeeded$/).length).toBeGreaterThan(0);
  });

  it("has failures, each with a code, but far fewer than successes", () => {
    const failures = ofType(/_(failed|timed_out)$/);
    const share = failures.length / (failures.length + sessions.length);
    expect(share).toBeGreaterThan(0.02);
    expect(share).toBeLessThan(0.15);
    for (const { data } of failures)
      expect(data).toMatchObject({
        error: { code: expect.any(String) },
        email: expect.any(String),
      });
  });

  it("has one bad day for single sign-on", () => {
    const days = new Map<string, number>();
    for (const { created_at } of ofType(/sso_timed_out/)) {
      const day = created_at.slice(0, 10);
      days.set(day, (days.get(day) ?? 0) + 1);
    }
    const [[worstDay, worst] = ["", 0], [, second] = ["", 0]] = [...days].sort(
      (a, b) => b[1] - a[1],
    );
    expect(worstDay).toBe(new Date(NOW_MS - 12 * DAY_MS).toISOString().slice(0, 10));
    expect(worst).toBeGreaterThan(second * 2);
  });

  it("has one login loop: six sessions of one person within a minute", () => {
    const times = new Map<string, number[]>();
    for (const { user_id, created_at } of sessions)
      times.set(user_id, [...(times.get(user_id) ?? []), Date.parse(created_at)]);
    const loops = [...times.values()].filter((each) =>
      each.some((time, i) => (each[i + 5] ?? Infinity) - time < 60_000),
    );
    expect(loops).toHaveLength(1);
  });

  it("can be loaded into a model", () => {
    const model = createModel({ now: () => NOW_MS });
    model.load({ users, events });
    expect(model.tables.events.size).toBe(events.length);
    expect(model.tables.sessions.size).toBe(sessions.length);
    const seen = model.tables.users.all().filter((user) => user.last_sign_in_at !== null);
    expect(new Set(sessions.map(({ user_id }) => user_id)).size).toBe(seen.length);
  });

  it("is made as it is read", () => {
    const [first] = generateHistory(users, 60, 9, NOW_MS);
    expect(first).toEqual(events[0]);
  });
});
