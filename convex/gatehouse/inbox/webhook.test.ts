// @vitest-environment edge-runtime
import { Webhook } from "svix/dist/webhook.js";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ADA, ADA_SESSION, eventText, PASSWORD_FAILURE } from "../../../webhooks/events.fixture";
import type { QueryCtx } from "../tables/server";
import { rejectedOnDayPrefix } from "./rejections";
import { deliver, signedHeaders, startBackend, type Backend } from "../testing/backend.fixture";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

const PATH = "/workos/webhook";
const CREATED = eventText("user.created", ADA);
const TABLES = ["users", "inbox", "signIns", "userDays", "metricDays", "auditLog"] as const;

async function post(backend: Backend, body: string, headers: Record<string, string>) {
  return await backend.fetch(PATH, { method: "POST", headers, body });
}

async function rowCounts(backend: Backend) {
  return await backend.run(async (ctx) => {
    const counts: Record<string, number> = {};
    for (const table of TABLES) counts[table] = (await ctx.db.query(table).collect()).length;
    return counts;
  });
}

/** A refusal writes its counters and nothing else. */
async function expectCounted(backend: Backend, reason: string, value = 1) {
  expect(await rowCounts(backend)).toEqual(NOTHING);
  const counters = await backend.run((ctx) => ctx.db.query("counters").collect());
  const names = [`webhook.rejected:${reason}`, rejectedOnDayPrefix(Date.now()) + reason];
  const counted = (name: string) =>
    counters.filter((row) => row.name === name).reduce((sum, row) => sum + row.value, 0);
  expect(names.map(counted)).toEqual([value, value]);
  expect(new Set(counters.map(({ name }) => name))).toEqual(new Set(names));
}

async function daysWithSignIns({ db }: Pick<QueryCtx, "db">) {
  return (await db.query("metricDays").collect()).filter(({ signIns }) => signIns.length > 0);
}

const NOTHING = Object.fromEntries(TABLES.map((table) => [table, 0]));

describe("POST /workos/webhook, refusals", () => {
  it.each(["GET", "PUT", "PATCH", "DELETE", "OPTIONS"])("answers %s with 405", async (method) => {
    const response = await startBackend().fetch(PATH, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  });

  it("names the missing secret with 503", async () => {
    const backend = startBackend({ WORKOS_WEBHOOK_SECRET: "" });
    const response = await deliver(backend, CREATED);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("npx convex env set WORKOS_WEBHOOK_SECRET");
    await expectCounted(backend, "not-configured");
  });

  const signatures: [string, () => Promise<Record<string, string>>, string][] = [
    ["no signature", async () => ({}), "header-missing"],
    ["a malformed one", async () => ({ "workos-signature": "x" }), "header-malformed"],
    ["another secret", () => signedHeaders(CREATED, "other"), "signature-mismatch"],
    ["another body", () => signedHeaders(`${CREATED} `), "signature-mismatch"],
    [
      "an old one",
      () => signedHeaders(CREATED, undefined, Date.now() - 240_000),
      "timestamp-too-old",
    ],
    [
      "a future one",
      () => signedHeaders(CREATED, undefined, Date.now() + 240_000),
      "timestamp-in-future",
    ],
    ["a Svix one without a Svix secret", async () => svixHeaders(CREATED), "header-missing"],
  ];
  it.each(signatures)(
    "answers %s with 401 and writes only a counter",
    async (_, headers, reason) => {
      const backend = startBackend();
      const response = await post(backend, CREATED, await headers());
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({
        error: reason,
        message: expect.any(String) as string,
      });
      expect(await rowCounts(backend)).toEqual(NOTHING);
      await expectCounted(backend, reason);
    },
  );

  it("refuses a body over 1 MiB, declared or not, and writes nothing", async () => {
    const backend = startBackend();
    const large = "x".repeat(1_048_577);
    expect((await deliver(backend, large)).status).toBe(413);
    const declared = { ...(await signedHeaders("{}")), "content-length": "1048577" };
    expect((await post(backend, "{}", declared)).status).toBe(413);
    await expectCounted(backend, "body-too-large", 2);
  });

  it.each([
    ["not json", "not-json"],
    ["{}", "not-an-event"],
    [eventText("user.created", {}), "user-id-missing"],
    [`${"[".repeat(100)}${"]".repeat(100)}`, "too-deep"],
    [eventText("user.created", ADA, { createdAt: "soon" }), "time-malformed"],
  ])("answers the signed but malformed %s with 400", async (body, reason) => {
    const backend = startBackend();
    const response = await deliver(backend, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: reason });
    await expectCounted(backend, reason);
  });

  it("keeps out senders that are not on the list", async () => {
    const backend = startBackend({ WORKOS_WEBHOOK_IPS: "workos, 192.0.2.1" });
    const response = await deliver(backend, CREATED);
    expect(response.status).toBe(403);
    await expectCounted(backend, "sender-not-allowed");
  });

  it("never says what the secrets are", async () => {
    const response = await post(startBackend(), CREATED, await signedHeaders(CREATED, "other"));
    expect(await response.text()).not.toContain("whsec_test");
  });
});

function svixHeaders(body: string): Record<string, string> {
  const at = new Date();
  return {
    "svix-id": "msg_1",
    "svix-timestamp": String(Math.floor(at.getTime() / 1000)),
    "svix-signature": new Webhook("whsec_AAAAAAAA").sign("msg_1", at, body),
  };
}

describe("POST /workos/webhook, deliveries", () => {
  it("creates a user and records the event", async () => {
    const backend = startBackend();
    const response = await deliver(backend, CREATED);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ state: "applied", reason: null });
    const [user] = await backend.run((ctx) => ctx.db.query("users").collect());
    expect(user).toMatchObject({
      workosId: ADA.id,
      email: ADA.email,
      emailVerified: true,
      name: "Ada Lovelace",
      status: "active",
      createdAt: Date.parse(ADA.created_at),
      updatedAt: Date.parse(ADA.updated_at),
      sync: { eventId: "event_01A", source: "user.created" },
    });
    const [row] = await backend.run((ctx) => ctx.db.query("inbox").collect());
    expect(row).toMatchObject({
      eventId: "event_01A",
      type: "user.created",
      via: "webhook",
      state: "applied",
      workosUserId: ADA.id,
      attempts: 1,
      payload: CREATED,
    });
    expect(row?.lagMs).toBe((row?.receivedAt ?? 0) - (row?.occurredAt ?? 0));
  });

  it("does nothing twice", async () => {
    const backend = startBackend();
    const session = eventText("session.created", ADA_SESSION);
    await deliver(backend, session);
    const counts = await rowCounts(backend);
    const again = await deliver(backend, session);
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual({ state: "duplicate", reason: null });
    expect(await rowCounts(backend)).toEqual(counts);
    const [user] = await backend.run((ctx) => ctx.db.query("users").collect());
    expect(user?.signInCount).toBe(1);
  });

  it.each([
    ["teapot.boiled", "unknown-type"],
    ["organization.created", "no-effect"],
  ])("records %s as ignored: %s", async (type, reason) => {
    const backend = startBackend();
    const response = await deliver(backend, eventText(type, { id: "x" }));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ state: "ignored", reason });
    expect(await rowCounts(backend)).toMatchObject({ inbox: 1, users: 0 });
  });

  it("counts a sign-in in every roll-up, and before the user is known", async () => {
    const backend = startBackend();
    await deliver(backend, eventText("session.created", ADA_SESSION));
    await deliver(backend, eventText("user.created", ADA, { id: "event_02" }));
    const at = Date.parse(ADA_SESSION.created_at);
    await backend.run(async (ctx) => {
      expect(await ctx.db.query("signIns").collect()).toMatchObject([
        {
          at,
          outcome: "succeeded",
          method: "magic_auth",
          workosUserId: ADA.id,
          eventId: "event_01A",
        },
      ]);
      const counts = [{ outcome: "succeeded", method: "magic_auth", errorCode: "", count: 1 }];
      const hours = Array.from({ length: 24 }, (_, hour) => (hour === 10 ? 1 : 0));
      expect(await daysWithSignIns(ctx)).toMatchObject([
        { dayAt: Date.UTC(2026, 10, 2), signIns: counts, completedByHour: hours },
      ]);
      expect(await ctx.db.query("userDays").collect()).toMatchObject([
        { dayAt: Date.UTC(2026, 10, 2), workosUserId: ADA.id, signIns: 1 },
      ]);
      expect(await ctx.db.query("users").collect()).toMatchObject([
        {
          email: ADA.email,
          status: "active",
          lastSignInAt: at,
          lastSignInMethod: "magic_auth",
          signInCount: 1,
        },
      ]);
    });
  });

  it("records a failure without touching the user", async () => {
    const backend = startBackend();
    await deliver(backend, eventText("authentication.password_failed", PASSWORD_FAILURE));
    await backend.run(async (ctx) => {
      expect(await ctx.db.query("users").collect()).toEqual([]);
      expect(await ctx.db.query("userDays").collect()).toEqual([]);
      expect(await ctx.db.query("signIns").collect()).toMatchObject([
        { outcome: "failed", errorCode: "invalid_credentials", email: ADA.email },
      ]);
      const kind = { outcome: "failed", method: "password", errorCode: "invalid_credentials" };
      expect(await daysWithSignIns(ctx)).toMatchObject([{ signIns: [{ ...kind, count: 1 }] }]);
    });
  });

  it("keeps a deleted user deleted and takes the API key at once", async () => {
    const backend = startBackend();
    await deliver(backend, CREATED);
    await backend.run(async (ctx) => {
      const user = await ctx.db.query("users").unique();
      if (user !== null)
        await ctx.db.patch("users", user._id, {
          apiKey: "osk_secret",
          apiKeyCreatedAt: 1,
          enabledAgents: ["pi"],
        });
    });
    await deliver(backend, eventText("user.deleted", { id: ADA.id }, { id: "event_02" }));
    const late = eventText(
      "user.updated",
      { ...ADA, updated_at: "2026-12-01T00:00:00.000Z" },
      { id: "event_03" },
    );
    expect(await (await deliver(backend, late)).json()).toEqual({
      state: "ignored",
      reason: "user-deleted",
    });
    const [user] = await backend.run((ctx) => ctx.db.query("users").collect());
    expect(user).toMatchObject({ status: "deleted", email: ADA.email, enabledAgents: ["pi"] });
    expect(user).not.toHaveProperty("apiKey");
    expect(user).not.toHaveProperty("apiKeyCreatedAt");
  });

  it("accepts a relayed delivery once a Svix secret is set, beside WorkOS's own", async () => {
    const backend = startBackend({ SVIX_WEBHOOK_SECRET: "whsec_AAAAAAAA" });
    expect((await post(backend, CREATED, svixHeaders(CREATED))).status).toBe(200);
    expect((await post(backend, `${CREATED} `, svixHeaders(CREATED))).status).toBe(401);
    expect((await deliver(backend, CREATED)).status).toBe(200);
  });

  it("accepts the old and the new secret while rotating", async () => {
    const backend = startBackend({ WORKOS_WEBHOOK_SECRET: "old, new" });
    for (const [index, secret] of ["old", "new"].entries()) {
      const body = eventText("user.updated", ADA, { id: `event_${index}` });
      expect((await post(backend, body, await signedHeaders(body, secret))).status).toBe(200);
    }
  });

  it("listens on the configured path only", async () => {
    vi.stubEnv("WORKOS_WEBHOOK_PATH", "/hooks/x7Jk2");
    vi.resetModules();
    const backend = startBackend({ WORKOS_WEBHOOK_PATH: "/hooks/x7Jk2" });
    const headers = await signedHeaders(CREATED);
    const request = { method: "POST", headers, body: CREATED };
    expect((await backend.fetch("/hooks/x7Jk2", request)).status).toBe(200);
    expect((await backend.fetch(PATH, request)).status).toBe(404);
  });
});
