import { afterAll, expect, it, vi } from "vitest";
import { noteLoops } from "../../../convex/gatehouse/signIns/loops";
import { startBackend } from "../../../convex/gatehouse/testing/backend.fixture";
import { LOOP_SIGN_INS } from "../../../webhooks/loopRhythm";
import type { LoopEpisode, SignInPoint } from "../../../webhooks/loopEpisode";
import { generateDay } from "./generate";
import { score } from "./score";

afterAll(() => void vi.unstubAllEnvs());

/** What is stored of one person's loops after their sign-ins have come one by one. */
async function storedLoops(signIns: readonly SignInPoint[]): Promise<LoopEpisode[]> {
  return await startBackend().run(async (ctx) => {
    for (const [index, { userId, at, method, ip, userAgent, sessionId }] of signIns.entries()) {
      const eventId = `event_${index}`;
      const outcome = "succeeded" as const;
      const device = { ipAddress: ip ?? "", userAgent: userAgent ?? "" };
      const session = { sessionId: sessionId ?? "" };
      const seen = { at, outcome, method, ...device, ...session };
      await ctx.db.insert("signIns", { eventId, workosUserId: userId, ...seen });
      const rest = { email: null, organizationId: null, expiresAt: null };
      const error = { errorCode: null, errorMessage: null };
      await noteLoops(ctx, eventId, { userId, ...seen, ...rest, ...error });
    }
    const rows = await ctx.db.query("loginLoops").collect();
    return rows.map(({ workosUserId: userId, ...loop }) => ({ userId, ...loop }));
  });
}

it("finds the loops of a day as well when each sign-in is looked at with its neighbours only", async () => {
  const { signIns, labels } = generateDay(3, 6000);
  const people = new Map<string, SignInPoint[]>();
  for (const one of signIns) people.set(one.userId, [...(people.get(one.userId) ?? []), one]);
  const found: LoopEpisode[] = [];
  for (const own of people.values()) {
    if (own.length >= LOOP_SIGN_INS) found.push(...(await storedLoops(own)));
  }
  const { precision, recall } = score(found, labels);
  expect(precision).toBeGreaterThanOrEqual(0.98);
  expect(recall).toBeGreaterThanOrEqual(0.98);
});
