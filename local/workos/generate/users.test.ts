import { describe, expect, it } from "vitest";
import { userInputErrors } from "../api/userInput";
import { generateUsers } from "./users";

const NOW_MS = Date.UTC(2026, 10, 23);
const people = [...generateUsers(2_000, 7, NOW_MS)];
const share = (test: (user: (typeof people)[number]) => boolean) =>
  people.filter(test).length / people.length;

describe("generateUsers", () => {
  it("makes the same people from the same seed, and others from another", () => {
    expect([...generateUsers(50, 7, NOW_MS)]).toEqual([...generateUsers(50, 7, NOW_MS)]);
    expect([...generateUsers(50, 8, NOW_MS)]).not.toEqual([...generateUsers(50, 7, NOW_MS)]);
  });

  it("does not need to be told the time", () => {
    expect([...generateUsers(5, 7)]).toEqual([...generateUsers(5, 7)]);
  });

  it("makes people one by one", () => {
    const [first] = generateUsers(1_000_000_000, 7, NOW_MS);
    expect(first?.object).toBe("user");
  });

  it("makes users that WorkOS itself would accept", () => {
    for (const user of people) expect(userInputErrors(user, "create")).toEqual([]);
  });

  it.each([
    ["ids", people.map(({ id }) => id)],
    ["e-mails", people.map(({ email }) => email)],
    ["external ids", people.flatMap(({ external_id }) => external_id ?? [])],
  ])("gives everybody %s of their own", (_name, values) => {
    expect(new Set(values).size).toBe(values.length);
  });

  it("orders them by the time they joined, within the last two years", () => {
    const times = people.map(({ created_at }) => created_at);
    expect(times).toEqual([...times].sort());
    const oldest = new Date(NOW_MS - 731 * 86_400_000).toISOString();
    const newest = new Date(NOW_MS).toISOString();
    for (const { created_at, updated_at } of people) {
      expect(created_at > oldest && created_at < newest).toBe(true);
      expect(updated_at >= created_at && updated_at <= newest).toBe(true);
    }
  });

  it("gives ids that sort by that time", () => {
    const ids = people.map(({ id }) => id.slice(0, 15));
    expect(ids).toEqual([...ids].sort());
  });

  it.each<[string, (user: (typeof people)[number]) => boolean, number, number]>([
    ["have no name", ({ name }) => name === null, 0.04, 0.14],
    ["go by one name", (u) => u.first_name !== null && u.last_name === null, 0.03, 0.16],
    ["are not verified", ({ email_verified }) => !email_verified, 0.04, 0.11],
    ["have a long e-mail", ({ email }) => email.length > 60, 0.03, 0.3],
    ["have a name beyond ASCII", ({ name }) => /[^\u0020-\u007e]/.test(name ?? ""), 0.3, 0.8],
    [
      "write from right to left",
      ({ name }) => /\p{Script=Arabic}|\p{Script=Hebrew}/u.test(name ?? ""),
      0.02,
      0.2,
    ],
    ["write in Han", ({ name }) => /\p{Script=Han}/u.test(name ?? ""), 0.03, 0.2],
    ["have an external id", ({ external_id }) => external_id !== null, 0.15, 0.35],
    ["have a locale", ({ locale }) => locale !== null, 0.5, 0.7],
    ["were updated since", (u) => u.updated_at > u.created_at, 0.2, 0.4],
  ])("some of them %s", (_name, test, least, most) => {
    expect(share(test)).toBeGreaterThan(least);
    expect(share(test)).toBeLessThan(most);
  });

  it("uses addresses that can never belong to anybody", () => {
    for (const { email } of people) expect(email).toMatch(/^[a-z0-9.+-]+@[a-z-]+\.example$/);
    for (const { profile_picture_url } of people) expect(profile_picture_url).toBeNull();
  });
});
