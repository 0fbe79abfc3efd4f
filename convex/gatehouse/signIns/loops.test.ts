import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignInPoint } from "../../../webhooks/loopEpisode";
import { detectLoops } from "../../../webhooks/loops";
import type { SignIn } from "../../../webhooks/signIns";
import { api } from "../../_generated/api";
import { noteLoops } from "./loops";
import { recordSignIn } from "./record";
import { CLIENT_ID, signedInAs, startBackend, type Backend } from "../testing/backend.fixture";

const START = Date.UTC(2026, 10, 23, 12);
const CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36";
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

interface At {
  seconds: number;
  userAgent?: string;
}

function signInAt({ seconds, userAgent = CHROME }: At): SignIn {
  const sessionId = `session_${userAgent.length}_${seconds}`;
  return {
    ...{ at: START + seconds * 1000, outcome: "succeeded", method: "password", sessionId },
    ...{ userId: "user_1", email: null, organizationId: null, ipAddress: "203.0.113.7", userAgent },
    ...{ errorCode: null, errorMessage: null, expiresAt: null },
  };
}

const pointOf = ({ at, method, sessionId, ipAddress, userAgent }: SignIn): SignInPoint => ({
  ...{ userId: "user_1", at, method },
  ...(sessionId === null ? {} : { sessionId }),
  ...(ipAddress === null ? {} : { ip: ipAddress }),
  ...(userAgent === null ? {} : { userAgent }),
});

let backend: Backend;
beforeEach(() => void (backend = startBackend()));
afterEach(() => void vi.unstubAllEnvs());

async function record(signIns: readonly At[], target = backend): Promise<void> {
  for (const signIn of signIns.map(signInAt)) {
    const eventId = `event_${signIn.sessionId ?? ""}`;
    await target.run(async (ctx) => void (await recordSignIn(ctx, eventId, signIn)));
  }
}

/** Only what the detection reads of a sign-in: the roll-ups would take most of a long test. */
const loopSignIn = (
  eventId: string,
  { at, outcome, method, sessionId, ipAddress, userAgent }: SignIn,
) => ({
  ...{ at, outcome, method, workosUserId: "user_1", eventId },
  ...(sessionId === null ? {} : { sessionId }),
  ...(ipAddress === null ? {} : { ipAddress }),
  ...(userAgent === null ? {} : { userAgent }),
});

const stored = async (target = backend) => {
  const rows = await target.run((ctx) => ctx.db.query("loginLoops").collect());
  return rows
    .map(({ _id, _creationTime, workosUserId: userId, ...episode }) => ({ userId, ...episode }))
    .sort((a, b) => a.startedAt - b.startedAt);
};

const every = (gap: number, count: number, from = 0): At[] =>
  Array.from({ length: count }, (_, index) => ({ seconds: from + index * gap }));

describe("noteLoops", () => {
  it("keeps one episode that grows with the loop", async () => {
    await record(every(3, 4));
    expect(await stored()).toMatchObject([{ startedAt: START, count: 4, resolved: false }]);
    await record(every(3, 6, 12));
    expect(await stored()).toMatchObject([{ startedAt: START, count: 10, medianGapMs: 3000 }]);
  });

  it("writes nothing for people who sign in now and then", async () => {
    await record([{ seconds: 0 }, { seconds: 30 }, { seconds: 4000 }, { seconds: 90_000 }]);
    expect(await stored()).toEqual([]);
  });

  it("resolves an episode when a later sign-in lasts, even days later", async () => {
    await record(every(3, 5));
    await record([{ seconds: 3 * 86_400 }]);
    expect(await stored()).toMatchObject([{ count: 5, resolved: true }]);
  });

  it("opens it again when the later sign-in turns out to be the next loop", async () => {
    await record([...every(3, 5), ...every(3, 5, 7200)]);
    expect(await stored()).toMatchObject([{ resolved: false }, { resolved: false }]);
  });

  it("keeps devices apart", async () => {
    await record(every(3, 5));
    await record([{ seconds: 900, userAgent: FIREFOX }]);
    expect(await stored()).toMatchObject([{ count: 5, resolved: false, userAgent: CHROME }]);
  });

  it("drops what turns out to be a test run", async () => {
    await record(every(3, 4));
    expect(await stored()).toHaveLength(1);
    await record(Array.from({ length: 12 }, (_, index) => ({ seconds: 12 + index * 0.1 })));
    expect(await stored()).toEqual([]);
  });

  it("drops it also when what shows the test run is older, and arrives late", async () => {
    const run = [125, 124, 123, 129, 128, 127, 126].map((seconds) => ({ seconds }));
    await record(run);
    expect(await stored()).toMatchObject([{ count: 7 }]);
    await record([{ seconds: 1 }, { seconds: 0 }, { seconds: 2 }]);
    expect(await stored()).toEqual([]);
  });

  it("counts a repeated event once", async () => {
    await record([...every(3, 5), ...every(3, 5)]);
    expect(await stored()).toMatchObject([{ count: 5 }]);
  });

  it("reads no more for the hundredth round of a loop than for the thirtieth, and keeps one episode", async () => {
    const documentsRead = async (round: number): Promise<number> =>
      await backend.run(async (ctx) => {
        const signIn = signInAt({ seconds: round * 2 });
        const eventId = `event_${signIn.sessionId ?? ""}`;
        await ctx.db.insert("signIns", loopSignIn(eventId, signIn));
        await noteLoops(ctx, eventId, signIn);
        return (await ctx.meta.getTransactionMetrics()).documentsRead.used;
      });
    const reads: number[] = [];
    for (let round = 0; round < 200; round += 1) reads.push(await documentsRead(round));
    expect(Math.max(...reads)).toBeLessThan(40);
    expect(reads.at(-1)).toBeLessThanOrEqual(reads[30] ?? 0);
    expect(await stored()).toMatchObject([
      { startedAt: START, endedAt: START + 398_000, count: 200, medianGapMs: 2000 },
    ]);
  });

  it.each([
    ["backwards", (times: At[]) => times.reverse()],
    ["the later half first", (times: At[]) => [...times.slice(60), ...times.slice(0, 60)]],
    [
      "every second first",
      (times: At[]) => [0, 1].flatMap((odd) => times.filter((_, i) => i % 2 === odd)),
    ],
    [
      "in two streams, as from webhooks and the backlog at once",
      (times: At[]) => times.slice(60).flatMap((late, i) => [late, times[i] ?? late]),
    ],
    [
      "a little out of order",
      (times: At[]) => times.map((_, i) => times[i - (i % 5) + ((i * 3) % 5)] ?? { seconds: 0 }),
    ],
  ])("counts a long loop that arrives %s as one", async (_, shuffle) => {
    await record(shuffle(every(2, 120)));
    expect(await stored()).toMatchObject([
      { startedAt: START, endedAt: START + 238_000, count: 120, resolved: false },
    ]);
  });

  it("takes two long loops for one when what lies between arrives late", async () => {
    await record([...every(2, 60), ...every(2, 60, 240)]);
    expect(await stored()).toMatchObject([{ count: 60 }, { count: 60 }]);
    await record(every(20, 5, 140));
    expect(await stored()).toMatchObject([{ startedAt: START, count: 125 }]);
  });

  it("starts anew when a long loop pauses, and resolves it when a sign-in lasts", async () => {
    await record([...every(2, 60), ...every(2, 60, 240)]);
    expect(await stored()).toMatchObject([
      { startedAt: START, count: 60, resolved: false },
      { startedAt: START + 240_000, count: 60, resolved: false },
    ]);
    await record([{ seconds: 500 }]);
    expect(await stored()).toMatchObject([{ resolved: false }, { count: 60, resolved: true }]);
  });

  it("does not take the middle of a long test run for a loop", async () => {
    const gaps = [0.1, 20, 1, 45, 3, 0.3, 12, 30, 0.1, 8];
    let seconds = 0;
    const run = Array.from({ length: 80 }, (_, index) => ({
      seconds: (seconds += index < 30 ? (gaps[index % gaps.length] ?? 1) : 5),
    }));
    await record(run);
    expect(await stored()).toEqual([]);
  });

  it("looks at completed sign-ins of known people only", async () => {
    for (const seconds of [0, 3, 6, 9]) {
      const failed: SignIn = { ...signInAt({ seconds }), outcome: "failed" };
      const nobody: SignIn = { ...signInAt({ seconds }), userId: null };
      await backend.run(async (ctx) => {
        await recordSignIn(ctx, `failed_${seconds}`, failed);
        await recordSignIn(ctx, `nobody_${seconds}`, nobody);
      });
    }
    expect(await stored()).toEqual([]);
  });

  it("knows the likely cause from how the app keeps its sessions", async () => {
    await backend.run(async (ctx) => {
      await ctx.db.insert("environments", {
        ...{ name: "Production", appUrl: "https://a.example", redirectUris: [], createdAt: 0 },
        ...{ apiHost: "api.workos.com", clientId: CLIENT_ID, updatedAt: 0 },
        authMode: "client-only",
      });
    });
    await record(every(3, 5).map(({ seconds }) => ({ seconds, userAgent: FIREFOX })));
    expect(await stored()).toMatchObject([{ probableCause: "third-party-cookie-blocked" }]);
  });

  it("stores what detection over all sign-ins at once gives, in any order of arrival", async () => {
    const at = fc.record({
      seconds: fc.oneof(
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 0, max: 6 }).map((nth) => nth * 3),
        fc.integer({ min: 0, max: 6 }).map((nth) => 130 + nth * 3),
        fc.integer({ min: 0, max: 6 }).map((nth) => 700 + nth * 3),
      ),
      userAgent: fc.constantFrom(CHROME, FIREFOX),
    });
    const arrivals = fc
      .uniqueArray(at, { minLength: 3, maxLength: 18, selector: ({ seconds }) => seconds })
      .chain((signIns) => fc.shuffledSubarray(signIns, { minLength: signIns.length }));
    await fc.assert(
      fc.asyncProperty(arrivals, async (signIns) => {
        const fresh = startBackend();
        await record(signIns, fresh);
        const points = signIns.map((one) => pointOf(signInAt(one)));
        const byStart = (a: { startedAt: number; endedAt: number }, b: typeof a) =>
          a.startedAt - b.startedAt || a.endedAt - b.endedAt;
        expect((await stored(fresh)).sort(byStart)).toEqual(detectLoops(points).sort(byStart));
      }),
      { numRuns: 100 },
    );
  });
});

describe("gatehouse/diagnostics:loops", () => {
  const paginationOpts = { numItems: 10, cursor: null };

  it("lists episodes with the person's name, all, unresolved, or one person's", async () => {
    const operator = await signedInAs(backend, "auditor");
    await record([...every(3, 5), { seconds: 7200 }, ...every(3, 4, 14_400)]);
    await backend.run(async (ctx) => {
      const times = { createdAt: 0, updatedAt: 0 };
      await ctx.db.insert("users", { workosId: "user_1", email: "ada@example.com", ...times });
    });
    const list = async (filter: { workosUserId?: string; unresolved?: boolean }) =>
      (await operator.query(api.gatehouse.diagnostics.loops, { paginationOpts, ...filter })).page;
    expect(await list({})).toMatchObject([
      { count: 4, userLabel: "ada@example.com" },
      { count: 5, resolved: true },
    ]);
    expect(await list({ unresolved: true })).toMatchObject([{ count: 4 }]);
    expect(await list({ workosUserId: "user_1" })).toHaveLength(2);
    expect(await list({ workosUserId: "user_1", unresolved: true })).toHaveLength(1);
    expect(await list({ workosUserId: "user_2" })).toEqual([]);
  });
});
