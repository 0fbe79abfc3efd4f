import { ConvexError } from "convex/values";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { ADA, eventText } from "../../webhooks/events.fixture";
import { api } from "../_generated/api";
import {
  deliver,
  signedInAs,
  startBackend,
  WITH_API_KEY,
  type Backend,
} from "./testing/backend.fixture";

const ROOT = "https://api.workos.com/user_management";
const WHO = { workosId: ADA.id };

interface Listed {
  id: string;
  status: string;
  [field: string]: unknown;
}

let listed: Listed[];
let pageSize: number;
const revoked: unknown[] = [];
const server = setupServer(
  http.get(`${ROOT}/users/${ADA.id}/sessions`, ({ request }) => {
    const after = new URL(request.url).searchParams.get("after");
    const start = after === null ? 0 : listed.findIndex(({ id }) => id === after) + 1;
    const data = listed.slice(start, start + pageSize);
    const isLast = start + pageSize >= listed.length;
    return HttpResponse.json({
      ...{ object: "list", data },
      list_metadata: { before: null, after: isLast ? null : data.at(-1)?.id },
    });
  }),
  http.post(`${ROOT}/sessions/revoke`, async ({ request }) => {
    const { session_id: id } = (await request.json()) as { session_id: string };
    revoked.push(id);
    listed = listed.filter((one) => one.id !== id);
    return new HttpResponse(null, { status: 200 });
  }),
);

let backend: Backend;
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
beforeEach(async () => {
  // Deliveries would poke the drain, which is not at issue here.
  backend = startBackend();
  await deliver(backend, eventText("user.created", ADA));
  for (const [name, value] of Object.entries(WITH_API_KEY)) vi.stubEnv(name, value);
  [pageSize, revoked.length] = [100, 0];
  listed = [session("session_2"), session("session_1", { impersonator: { email: "ops@x.com" } })];
});
afterEach(() => {
  server.resetHandlers();
  vi.unstubAllEnvs();
});
afterAll(() => server.close());

function session(id: string, changes: Partial<Listed> = {}): Listed {
  return {
    ...{ object: "session", id, user_id: ADA.id, status: "active", auth_method: "magic_code" },
    ...{ ip_address: "203.0.113.7", user_agent: "Mozilla/5.0", organization_id: null },
    ...{ created_at: "2026-11-20T10:00:00.000Z", expires_at: "2026-12-20T10:00:00.000Z" },
    ...changes,
  };
}

const acts = async () =>
  (await backend.run((ctx) => ctx.db.query("auditLog").collect())).map(
    ({ action, targetId, details }) => ({
      ...{ action, targetId, label: details?.targetLabel, after: details?.after },
    }),
  );

async function failureOf(call: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ConvexError)) throw new Error("no ConvexError");
  return error.data as { code: string; message: string };
}

describe("gatehouse/sessions:list", () => {
  it("tells how, where and since when each active session is open", async () => {
    listed.push(session("session_0", { status: "revoked" }));
    const support = await signedInAs(backend, "support");
    expect(await support.action(api.gatehouse.sessions.list, WHO)).toEqual([
      {
        ...{ id: "session_2", method: "magic_auth", impersonated: false },
        ...{ ipAddress: "203.0.113.7", userAgent: "Mozilla/5.0" },
        startedAt: Date.parse("2026-11-20T10:00:00.000Z"),
        expiresAt: Date.parse("2026-12-20T10:00:00.000Z"),
      },
      expect.objectContaining({ id: "session_1", impersonated: true }),
    ]);
    expect(await acts()).toEqual([]);
  });

  it("reads every page", async () => {
    pageSize = 1;
    const support = await signedInAs(backend, "support");
    const sessions = await support.action(api.gatehouse.sessions.list, WHO);
    expect(sessions.map(({ id }) => id)).toEqual(["session_2", "session_1"]);
  });

  it.each([
    [
      "a refusal",
      () => HttpResponse.json({ message: "Unauthorized" }, { status: 401 }),
      /WORKOS_API_KEY/,
    ],
    ["a page that is no list", () => HttpResponse.json({ object: "list" }), /without a list/],
    ["an HTML page", () => HttpResponse.html("<h1>Oops</h1>"), /WorkOS/],
  ])("says what is wrong when WorkOS answers with %s", async (_name, answer, sentence) => {
    server.use(http.get(`${ROOT}/users/${ADA.id}/sessions`, answer));
    const support = await signedInAs(backend, "support");
    const failure = await failureOf(support.action(api.gatehouse.sessions.list, WHO));
    expect(failure.code).toBe("workos_failed");
    expect(failure.message).toMatch(sentence);
  });
});

describe("gatehouse/sessions:revoke", () => {
  it("ends one session, on record, and says what is left", async () => {
    const support = await signedInAs(backend, "support");
    const left = await support.action(api.gatehouse.sessions.revoke, {
      ...WHO,
      sessionId: "session_2",
    });
    expect(left.map(({ id }) => id)).toEqual(["session_1"]);
    expect(revoked).toEqual(["session_2"]);
    expect(await acts()).toEqual([
      {
        ...{ action: "session.revoke", targetId: ADA.id },
        ...{ label: ADA.email, after: "session_2" },
      },
    ]);
  });

  it("ends no session of somebody else's", async () => {
    const support = await signedInAs(backend, "support");
    const other = { ...WHO, sessionId: "session_of_bob" };
    const failure = await failureOf(support.action(api.gatehouse.sessions.revoke, other));
    expect(failure.code).toBe("not_found");
    expect(revoked).toEqual([]);
    expect(await acts()).toEqual([]);
  });
});

describe("gatehouse/sessions:revokeAll", () => {
  it("ends them all, on record", async () => {
    const support = await signedInAs(backend, "support");
    expect(await support.action(api.gatehouse.sessions.revokeAll, WHO)).toEqual([]);
    expect(revoked).toEqual(["session_2", "session_1"]);
    expect(await acts()).toMatchObject([{ action: "session.revokeAll", after: "sessions: 2" }]);
  });

  it("leaves no record when there is nothing to end", async () => {
    listed = [];
    const support = await signedInAs(backend, "support");
    expect(await support.action(api.gatehouse.sessions.revokeAll, WHO)).toEqual([]);
    expect(await acts()).toEqual([]);
  });

  it("says and records how far it got when WorkOS fails half-way", async () => {
    server.use(
      http.post(`${ROOT}/sessions/revoke`, async ({ request }) => {
        const { session_id: id } = (await request.clone().json()) as { session_id: string };
        if (id === "session_2") return;
        return HttpResponse.json({ message: "Session not found." }, { status: 400 });
      }),
    );
    const support = await signedInAs(backend, "support");
    const failure = await failureOf(support.action(api.gatehouse.sessions.revokeAll, WHO));
    expect(failure.code).toBe("workos_failed");
    expect(failure.message).toMatch(/^1 of 2 ended\. .*Session not found/);
    expect(revoked).toEqual(["session_2"]);
    expect(await acts()).toMatchObject([
      { action: "session.revokeAll" },
      { action: "session.revoke.failed", after: "1 of 2 ended." },
    ]);
  });
});
