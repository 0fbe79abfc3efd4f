import type { FunctionReturnType } from "convex/server";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { api } from "../../_generated/api";
import type { InboxFilter } from "./listing";
import { signedInAs, startBackend, type Backend } from "../testing/backend.fixture";

type Page = FunctionReturnType<typeof api.gatehouse.inbox.list>;

const ADA = "user_ada";
const NOW = Date.UTC(2026, 10, 23, 12);

let backend: Backend;
let support: Awaited<ReturnType<typeof signedInAs>>;
beforeEach(async () => {
  backend = startBackend();
  support = await signedInAs(backend, "support");
});
afterEach(() => void vi.unstubAllEnvs());

async function receivedIn(state: "failed" | "dead" | "applied", at: number): Promise<void> {
  await backend.run(async (ctx) => {
    await ctx.db.insert("inbox", {
      ...{ eventId: `event_${at - NOW}`, type: "user.updated", via: "webhook", state },
      ...{ workosUserId: ADA, occurredAt: at, receivedAt: at, lagMs: 0, attempts: 1 },
    });
  });
}

/** The list's event ids, two a page. */
async function all(filter: InboxFilter): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  for (let isDone = false; !isDone;) {
    const paginationOpts = { numItems: 2, cursor };
    const result: Page = await support.query(api.gatehouse.inbox.list, { paginationOpts, filter });
    found.push(...result.page.map(({ eventId }) => eventId));
    ({ isDone, continueCursor: cursor } = result);
  }
  return found;
}

it("pages through what failed and what was given up as one list, newest first", async () => {
  for (const [index, state] of (["dead", "failed", "failed", "dead", "dead"] as const).entries()) {
    await receivedIn(state, NOW + index);
  }
  await receivedIn("applied", NOW + 9);
  const newestFirst = ["event_4", "event_3", "event_2", "event_1", "event_0"];
  expect(await all({ state: "unresolved" })).toEqual(newestFirst);
  expect(await all({ state: "unresolved", userId: ADA })).toEqual(newestFirst);
  expect(await all({ state: "unresolved", type: "user.created" })).toEqual([]);
  const receivedSince = NOW + 3;
  expect(await all({ state: "unresolved", receivedSince })).toEqual(newestFirst.slice(0, 2));
});
