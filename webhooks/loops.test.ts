import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SignInPoint } from "./loopEpisode";
import { detectLoops } from "./loops";

const CHROME = "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const SAFARI = "Mozilla/5.0 AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15";
const HEADLESS = CHROME.replace("Chrome", "HeadlessChrome");
const START = Date.UTC(2026, 10, 23, 9);
const SECOND = 1000;
const MINUTE = 60 * SECOND;

let sessions = 0;
function signIn(seconds: number, change: Partial<SignInPoint> = {}): SignInPoint {
  sessions += 1;
  return {
    userId: "user_01",
    at: START + seconds * SECOND,
    ip: "192.0.2.1",
    userAgent: CHROME,
    method: "oauth",
    sessionId: `session_${sessions}`,
    ...change,
  };
}

const every = (seconds: number, count: number, change: Partial<SignInPoint> = {}): SignInPoint[] =>
  Array.from({ length: count }, (_, index) => signIn(index * seconds, change));

describe("detectLoops", () => {
  it("tells start, end, count, rhythm, device and address", () => {
    expect(detectLoops(every(2, 6))).toEqual([
      {
        userId: "user_01",
        startedAt: START,
        endedAt: START + 10 * SECOND,
        count: 6,
        medianGapMs: 2000,
        ip: "192.0.2.1",
        userAgent: CHROME,
        probableCause: "cookie-not-set",
        resolved: false,
      },
    ]);
  });

  it.each([
    ["four within two minutes", every(40, 4), 1],
    ["three", every(2, 3), 0],
    ["four in more than two minutes", every(41, 4), 0],
    ["five minutes apart, for hours", every(300, 40), 0],
    ["a minute apart, for hours", every(60, 40), 0],
    [
      "two loops ten minutes apart",
      [...every(2, 5), ...every(2, 5).map((p) => ({ ...p, at: p.at + 10 * MINUTE }))],
      2,
    ],
    ["other people of one office", every(1, 30).map((p, i) => ({ ...p, userId: `user_${i}` })), 0],
    ["four devices", every(5, 4).map((p, i) => ({ ...p, userAgent: `${CHROME} ${i}` })), 0],
    ["one session delivered ten times", every(1, 10, { sessionId: "session_x" }), 0],
    ["impersonation", every(2, 10, { method: "impersonation" }), 0],
    ["migrated sessions", every(2, 10, { method: "migrated_session" }), 0],
    ["a headless browser", every(5, 30, { userAgent: HEADLESS }), 0],
    ["python", every(5, 30, { userAgent: "python-requests/2.32" }), 0],
    ["several test workers at once", every(0.1, 40), 0],
    ["nobody clicks thirty times", every(15, 30), 0],
    ["somebody clicks ten times", every(15, 10), 1],
    [
      "one account on many devices of one kind",
      every(1, 12).map((p, i) => ({ ...p, at: p.at + i * i * SECOND, ip: `192.0.2.${i}` })),
      0,
    ],
    [
      "one browser behind a relay that changes its address",
      every(5, 12).map((p, i) => ({ ...p, ip: `192.0.2.${i}` })),
      1,
    ],
    [
      "a device between two addresses",
      every(2, 12).map((p, i) => ({ ...p, ip: `192.0.2.${i % 2}` })),
      1,
    ],
    [
      "an app that waits longer after each try",
      every(1, 10).map((p, i) => ({ ...p, at: START + 1.5 ** i * SECOND })),
      1,
    ],
    ["nothing", [], 0],
  ])("%s → %#", (_name, signIns, episodes) => {
    expect(detectLoops(signIns)).toHaveLength(episodes);
  });

  it("works without a browser's name or an address", () => {
    const bare = every(2, 5).map(({ userId, at, method }) => ({ userId, at, method }));
    expect(detectLoops(bare)).toMatchObject([{ count: 5, ip: null, userAgent: null }]);
  });

  it("is resolved by a later sign-in that lasts, not by silence or by the next loop", () => {
    const loop = every(2, 5);
    expect(detectLoops([...loop, signIn(3600)])[0]?.resolved).toBe(true);
    expect(detectLoops([...loop, signIn(3600, { userAgent: SAFARI })])[0]?.resolved).toBe(false);
    const next = every(2, 5).map((point) => ({ ...point, at: point.at + 60 * MINUTE }));
    expect(detectLoops([...loop, ...next]).map((episode) => episode.resolved)).toEqual([
      false,
      false,
    ]);
  });

  it.each([
    ["client-only", SAFARI, "third-party-cookie-blocked"],
    [
      "client-only",
      "Mozilla/5.0 (X11; rv:145.0) Gecko/20100101 Firefox/145.0",
      "third-party-cookie-blocked",
    ],
    ["client-only", CHROME, "cookie-not-set"],
    ["cookie", SAFARI, "cookie-not-set"],
  ] as const)("%s in %s: %s", (authMode, userAgent, probableCause) => {
    expect(detectLoops(every(2, 5, { userAgent }), { authMode })).toMatchObject([
      { probableCause },
    ]);
  });

  it("gives the same whatever the order, with deliveries repeated (property)", () => {
    const stream = [...every(2, 8), ...every(3, 6, { userId: "user_02" }), signIn(4000)];
    const expected = detectLoops(stream);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(stream, { minLength: stream.length }),
        fc.subarray(stream),
        (shuffled, repeated) => {
          expect(detectLoops([...shuffled, ...repeated])).toEqual(expected);
        },
      ),
    );
  });
});
