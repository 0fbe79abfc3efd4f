import { describe, expect, it } from "vitest";
import { openSessions, signInLines } from "./signInLines";

type SignIn = Parameters<typeof signInLines>[0][number];

const HOUR = 3_600_000;
const NOW = 1_000 * HOUR;
let nextId = 0;
const signIn = (hoursAgo: number, changes: Partial<SignIn> = {}): SignIn => ({
  _id: `row${(nextId += 1)}` as SignIn["_id"],
  eventId: `event_${nextId}`,
  at: NOW - hoursAgo * HOUR,
  outcome: "succeeded",
  method: "oauth",
  workosUserId: "user_1",
  userLabel: null,
  ipAddress: "203.0.113.7",
  userAgent: "curl/8",
  errorCode: null,
  errorMessage: null,
  endedAt: null,
  expiresAt: NOW + HOUR,
  ...changes,
});
const FAILED = {
  outcome: "failed",
  method: "password",
  errorCode: "invalid_credentials",
  expiresAt: null,
} as const;

describe("signInLines", () => {
  it.each<[Partial<SignIn>, string, string | null]>([
    [{}, "Signed in by OAuth", "curl · 203.0.113.7 · session open"],
    [
      { endedAt: NOW - 2 * HOUR },
      "Signed in by OAuth",
      "curl · 203.0.113.7 · session ended after 3 h",
    ],
    [{ expiresAt: NOW }, "Signed in by OAuth", "curl · 203.0.113.7 · session expired"],
    [{ expiresAt: null, userAgent: null, ipAddress: null }, "Signed in by OAuth", null],
    [FAILED, "Failed by password: wrong e-mail or password", "curl · 203.0.113.7"],
    [{ ...FAILED, errorCode: null }, "Failed by password", "curl · 203.0.113.7"],
  ])("%j reads %j, %j", (changes, sentence, note) => {
    const [line] = signInLines([signIn(5, changes)], NOW);
    expect(line).toMatchObject({ sentence, note, times: 1 });
  });

  it("folds what repeats, and nothing else", () => {
    const elsewhere = { ...FAILED, ipAddress: "198.51.100.1" };
    const rows = [
      signIn(1, FAILED),
      signIn(2, FAILED),
      signIn(3),
      signIn(4, elsewhere),
      signIn(5, FAILED),
    ];
    expect(signInLines(rows, NOW).map(({ times, since }) => [times, since])).toEqual([
      [2, NOW - 2 * HOUR],
      [1, NOW - 3 * HOUR],
      [1, NOW - 4 * HOUR],
      [1, NOW - 5 * HOUR],
    ]);
  });
});

it("counts the sessions that are open", () => {
  const rows = [
    signIn(1),
    signIn(2, FAILED),
    signIn(3, { endedAt: NOW }),
    signIn(4, { expiresAt: NOW }),
  ];
  expect(openSessions([...rows, signIn(9)], NOW)).toBe(2);
});
