import { ConvexError } from "convex/values";
import { http, HttpResponse, type HttpHandler } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { ADA, eventText } from "../../webhooks/events.fixture";
import * as reducer from "../../webhooks/reduceUser";
import { api, internal } from "../_generated/api";
import { signedIn, startBackend, WITH_API_KEY, type Backend } from "./testing/backend.fixture";
import { parseRetryAfter, retryDelay, WorkosError } from "./workos/client";

vi.mock("../../webhooks/reduceUser", { spy: true });

const server = setupServer();
const USER_URL = "https://api.workos.com/user_management/users/:id";

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => {
  vi.mocked(reducer.reduceUser).mockReset();
  server.resetHandlers();
  vi.useRealTimers();
  vi.unstubAllEnvs();
});
afterAll(() => server.close());

/** Answers in turn; the last one for good. Counts the requests. */
function answers(...responses: (() => Response)[]): { handler: HttpHandler; requests: Request[] } {
  const requests: Request[] = [];
  const handler = http.get(USER_URL, ({ request }) => {
    requests.push(request);
    return (responses[requests.length - 1] ?? responses.at(-1))?.() ?? HttpResponse.error();
  });
  return { handler, requests };
}

const ok = () => HttpResponse.json(ADA);
const status = (code: number, headers?: Record<string, string>) => () =>
  new HttpResponse("nope", headers === undefined ? { status: code } : { status: code, headers });

async function ensure(backend: Backend, claims: Record<string, string> = {}) {
  return await signedIn(backend, ADA.id, claims).mutation(
    api.gatehouse.provisioning.ensureUser,
    {},
  );
}

const receive = async (backend: Backend, payload: string) =>
  await backend.mutation(internal.gatehouse.inbox.intake.receive, { payload, via: "webhook" });

const userOf = async (backend: Backend) =>
  await backend.run((ctx) =>
    ctx.db
      .query("users")
      .withIndex("gatehouse_by_workos_id", (q) => q.eq("workosId", ADA.id))
      .unique(),
  );

const settle = async (backend: Backend) => {
  await backend.finishAllScheduledFunctions(() => void vi.advanceTimersByTime(3_600_000));
};

describe("gatehouse/provisioning:ensureUser", () => {
  it("makes a pending row at once and completes it from WorkOS", async () => {
    const { handler, requests } = answers(ok);
    server.use(handler);
    const backend = startBackend(WITH_API_KEY);
    expect(await ensure(backend)).toMatchObject({ status: "pending", created: true });
    expect(await userOf(backend)).toMatchObject({ status: "pending" });
    await settle(backend);
    expect(await userOf(backend)).toMatchObject({
      status: "active",
      email: ADA.email,
      name: "Ada Lovelace",
      sync: { eventId: null, source: "sign-in" },
    });
    expect(requests[0]?.headers.get("authorization")).toBe("Bearer sk_test_key");
    expect(await ensure(backend)).toMatchObject({ status: "active", created: false });
    await settle(backend);
    expect(requests).toHaveLength(1);
  });

  it("takes the claims of a JWT template until WorkOS speaks, and erases nothing without them", async () => {
    server.use(answers(status(500)).handler);
    const backend = startBackend(WITH_API_KEY);
    await ensure(backend, { email: "Claimed@example.com", name: " Claimed " });
    await ensure(backend);
    expect(await userOf(backend)).toMatchObject({
      status: "pending",
      email: "claimed@example.com",
      name: "Claimed",
    });
    await receive(backend, eventText("user.created", ADA));
    await ensure(backend, { email: "claimed@example.com" });
    expect(await userOf(backend)).toMatchObject({ status: "active", email: ADA.email });
  });

  it("does not let a fetch undo a webhook that was newer", async () => {
    server.use(answers(ok).handler);
    const backend = startBackend(WITH_API_KEY);
    await ensure(backend);
    const newer = { ...ADA, email: "new@example.com", updated_at: "2026-11-05T00:00:00.000Z" };
    await receive(backend, eventText("user.updated", newer));
    await settle(backend);
    expect(await userOf(backend)).toMatchObject({ email: "new@example.com" });
  });

  it("refuses a deleted user's live token and brings nothing back", async () => {
    const backend = startBackend(WITH_API_KEY);
    await receive(backend, eventText("user.deleted", { id: ADA.id }));
    const error: unknown = await ensure(backend).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConvexError);
    expect((error as ConvexError<{ code: string }>).data.code).toBe("user_deleted");
    expect(await userOf(backend)).toMatchObject({ status: "deleted" });
  });

  it("needs a signed-in caller", async () => {
    await expect(
      startBackend(WITH_API_KEY).mutation(api.gatehouse.provisioning.ensureUser, {}),
    ).rejects.toThrow("not_signed_in");
  });

  it("takes no claims from someone impersonating the user", async () => {
    server.use(answers(status(404)).handler);
    const backend = startBackend(WITH_API_KEY);
    await ensure(backend, { "act.sub": "ops@example.com", email: "forged@example.com" });
    expect(await userOf(backend)).not.toHaveProperty("email");
  });
});

describe("gatehouse/provisioning:fetchProfile", () => {
  it.each([
    ["a rate limit", status(429, { "retry-after": "7" })],
    ["an outage", status(503)],
    ["a dropped connection", () => HttpResponse.error()],
  ])("tries again after %s", async (_, failure) => {
    const { handler, requests } = answers(failure, failure, ok);
    server.use(handler);
    const backend = startBackend(WITH_API_KEY);
    await ensure(backend);
    await settle(backend);
    expect(requests).toHaveLength(3);
    const user = await userOf(backend);
    expect(user).toMatchObject({ status: "active" });
    expect(user).not.toHaveProperty("profileError");
  });

  it.each([
    ["an unknown user", status(404), /404/],
    ["a wrong API key", status(401), /WORKOS_API_KEY/],
    [
      "another user's profile",
      () => HttpResponse.json({ ...ADA, id: "user_other" }),
      /another user/,
    ],
  ])("gives up at once on %s and says why", async (_, failure, words) => {
    const { handler, requests } = answers(failure);
    server.use(handler);
    const backend = startBackend(WITH_API_KEY);
    await ensure(backend);
    await settle(backend);
    expect(requests).toHaveLength(1);
    expect(await userOf(backend)).toMatchObject({
      status: "pending",
      profileError: expect.stringMatching(words) as string,
    });
  });

  it("gives up on a lasting outage after eight attempts", async () => {
    const { handler, requests } = answers(status(500));
    server.use(handler);
    const backend = startBackend(WITH_API_KEY);
    await ensure(backend);
    await settle(backend);
    expect(requests).toHaveLength(8);
    expect(await userOf(backend)).toMatchObject({ status: "pending" });
  });

  it("asks WorkOS once for one person, however often they sign in meanwhile", async () => {
    const { handler, requests } = answers(status(503));
    server.use(handler);
    const backend = startBackend(WITH_API_KEY);
    for (let signIn = 0; signIn < 5; signIn += 1) await ensure(backend);
    vi.advanceTimersByTime(0);
    await backend.finishInProgressScheduledFunctions();
    expect(requests).toHaveLength(1);
    await ensure(backend);
    await settle(backend);
    expect(requests).toHaveLength(8);
    // Given up: the next sign-in may start anew.
    await ensure(backend);
    await settle(backend);
    expect(requests).toHaveLength(16);
  });

  it("asks again when a fetch got lost", async () => {
    const { handler, requests } = answers(ok);
    server.use(handler);
    const backend = startBackend(WITH_API_KEY);
    await ensure(backend);
    await backend.run(async (ctx) => {
      const jobs = await ctx.db.system.query("_scheduled_functions").collect();
      for (const { _id } of jobs) await ctx.scheduler.cancel(_id);
      for (const { _id } of await ctx.db.query("users").collect()) {
        await ctx.db.patch("users", _id, { profileFetchAt: Date.now() - 121_000 });
      }
    });
    await ensure(backend);
    await settle(backend);
    expect(requests).toHaveLength(1);
    expect(await userOf(backend)).not.toHaveProperty("profileFetchAt");
  });

  it("tries again after a write that failed", async () => {
    const { handler, requests } = answers(ok);
    server.use(handler);
    const backend = startBackend(WITH_API_KEY);
    await ensure(backend);
    vi.mocked(reducer.reduceUser).mockImplementationOnce(() => {
      throw new Error("Documents read from or written to the table changed");
    });
    await settle(backend);
    expect(requests).toHaveLength(2);
    expect(await userOf(backend)).toMatchObject({ status: "active" });
  });

  it("names the missing API key", async () => {
    const backend = startBackend({ WORKOS_API_KEY: "" });
    await ensure(backend);
    await settle(backend);
    expect((await userOf(backend))?.profileError).toContain("npx convex env set WORKOS_API_KEY");
  });
});

describe("waiting for WorkOS", () => {
  const now = Date.UTC(2026, 10, 23);
  it.each([
    [null, null],
    ["7", 7_000],
    ["0", 0],
    ["999999", 3_600_000],
    ["Mon, 23 Nov 2026 00:00:30 GMT", 30_000],
    ["Sun, 22 Nov 2026 00:00:00 GMT", 0],
    ["soon", null],
  ])("reads Retry-After: %s", (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });

  it("doubles from the base, unless WorkOS says when", () => {
    const error = new WorkosError(500, "");
    expect([1, 2, 3, 30].map((attempt) => retryDelay(error, attempt, 1_000))).toEqual([
      1_000, 2_000, 4_000, 3_600_000,
    ]);
    expect(retryDelay(new WorkosError(429, "", 7_000), 5, 1_000)).toBe(7_000);
  });

  it.each([
    [0, true],
    [408, true],
    [429, true],
    [500, true],
    [400, false],
    [404, false],
  ])("status %i can be tried again: %s", (code, expected) => {
    expect(new WorkosError(code, "").isTransient).toBe(expected);
  });
});

it("fetches the profile of somebody whose row the app made, once", async () => {
  const { handler, requests } = answers(ok);
  server.use(handler);
  const backend = startBackend(WITH_API_KEY);
  await backend.run(async (ctx) => {
    const row = { workosId: ADA.id, email: "old@example.com", createdAt: 1, updatedAt: 1 };
    await ctx.db.insert("users", row);
  });
  expect(await ensure(backend)).toMatchObject({ status: "active", created: false });
  await settle(backend);
  expect(await userOf(backend)).toMatchObject({
    ...{ email: ADA.email, emailVerified: true, createdAt: 1 },
    workosCreatedAt: Date.parse(ADA.created_at),
  });
  await ensure(backend);
  await settle(backend);
  expect(requests).toHaveLength(1);
});
