import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { ADA } from "../../../webhooks/events.fixture";
import { api } from "../../_generated/api";
import type { Doc } from "../tables/dataModel";
import { signedInAs, startBackend, WITH_API_KEY, type Backend } from "../testing/backend.fixture";

const API = "https://api.workos.com/user_management";
const CLIENT_ID = "client_01SOUND";
const NOW = Date.UTC(2026, 10, 23, 12);
const MINUTE = 60_000;

/** What WorkOS knows; tests change it. */
let user: (Omit<typeof ADA, "last_sign_in_at"> & { last_sign_in_at: string | null }) | null;
let sessions: object[];

const listOf = (data: object[]) => HttpResponse.json({ object: "list", data, list_metadata: {} });
const gone = () => HttpResponse.json({ message: "User not found" }, { status: 404 });

const server = setupServer(
  http.get(`${API}/users`, ({ request }) => {
    const email = new URL(request.url).searchParams.get("email");
    return listOf(user !== null && user.email === email ? [user] : []);
  }),
  http.get(`${API}/users/:id`, ({ params }) =>
    user?.id === params["id"] ? HttpResponse.json(user) : gone(),
  ),
  http.get(`${API}/users/:id/sessions`, () => listOf(sessions)),
  http.get(`${API}/organization_memberships`, () => gone()),
);

let backend: Backend;
let support: Awaited<ReturnType<typeof signedInAs>>;

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  user = { ...ADA, last_sign_in_at: new Date(NOW - 60 * MINUTE).toISOString() };
  sessions = [
    { id: "session_1", status: "active", created_at: new Date(NOW - 60 * MINUTE).toISOString() },
  ];
  backend = startBackend({ ...WITH_API_KEY, WORKOS_CLIENT_ID: CLIENT_ID });
  support = await signedInAs(backend, "support");
});
afterEach(() => {
  server.resetHandlers();
  vi.useRealTimers();
  vi.unstubAllEnvs();
});
afterAll(() => server.close());

type Asked = { email?: string; workosId?: string; console?: boolean };

const diagnose = async (asked: Asked = { email: ADA.email }) =>
  await support.action(api.gatehouse.diagnostics.person, asked);

async function addRow(fields: Partial<Doc<"users">> = {}): Promise<void> {
  const times = { createdAt: NOW - 90 * MINUTE, updatedAt: NOW - 90 * MINUTE };
  const row = { workosId: ADA.id, email: ADA.email, status: "active" as const, ...times };
  await backend.run(async (ctx) => void (await ctx.db.insert("users", { ...row, ...fields })));
}

async function addSignIn(fields: Partial<Doc<"signIns">>): Promise<void> {
  await backend.run(async (ctx) => {
    const eventId = `event_${Math.random()}`;
    const row = { eventId, at: NOW - MINUTE, method: "password", outcome: "succeeded" as const };
    await ctx.db.insert("signIns", { ...row, ...fields });
  });
}

const wrongPassword = {
  outcome: "failed" as const,
  errorCode: "invalid_credentials",
  workosUserId: ADA.id,
};

describe("gatehouse/diagnostics:person", () => {
  it("finds nothing wrong with somebody who is well, and shows the chain of evidence", async () => {
    await addRow();
    await addSignIn({ workosUserId: ADA.id });
    const { verdict, findings, evidence, workosId, replyText } = await diagnose();
    expect([workosId, findings]).toEqual([ADA.id, []]);
    expect(verdict).toBe("Nothing is wrong with ada@example.com: every check passed.");
    expect(evidence.map(({ sentence }) => sentence)).toEqual([
      "WorkOS knows ada@example.com as user_01ADA; the address is verified; last signed in 2026-11-23 11:00 UTC.",
      "1 session at WorkOS, 1 of them active.",
      "Their row in Convex is active, since 2026-11-23 10:30 UTC.",
      "1 sign-in since 2026-10-24 12:00 UTC, 0 of them failed; the last, by password, succeeded 2026-11-23 11:59 UTC.",
    ]);
    expect(replyText).toMatch(/^Hello Ada,\n\n/);
  });

  it.each<[string, () => Promise<void>, string]>([
    ["an address that nobody has", async () => void (user = null), "person-unknown"],
    ["somebody who signed in and has no row", async () => {}, "user-not-created"],
    [
      "a deleted person",
      () => addRow({ status: "deleted", deletedAt: NOW - MINUTE }),
      "user-deleted",
    ],
    [
      "a row that WorkOS no longer knows",
      async () => {
        user = null;
        await addRow();
      },
      "deleted-user-resurrected",
    ],
    ["a profile that has not arrived", () => addRow({ status: "pending" }), "pending-profile"],
    [
      "a wrong password",
      async () => {
        await addRow();
        await addSignIn(wrongPassword);
      },
      "credentials-refused",
    ],
    [
      "a refusal that names only the address",
      async () => {
        await addRow();
        await addSignIn({ outcome: "failed", errorCode: "sso_required", email: ADA.email });
      },
      "sso-required",
    ],
    [
      "an unverified address",
      async () => {
        user = { ...ADA, email_verified: false };
        await addRow();
        await addSignIn({ workosUserId: ADA.id });
      },
      "email-unverified",
    ],
    [
      "ended sessions",
      async () => {
        await addRow();
        await addSignIn({ workosUserId: ADA.id });
        const endedAt = new Date(NOW - MINUTE).toISOString();
        sessions = [{ id: "session_1", status: "revoked", created_at: endedAt, ended_at: endedAt }];
      },
      "sessions-ended",
    ],
    ["somebody who never tried", () => addRow(), "no-attempt-seen"],
    [
      "a login loop",
      async () => {
        await addRow();
        await addSignIn({ workosUserId: ADA.id });
        await backend.run(async (ctx) => {
          await ctx.db.insert("loginLoops", {
            ...{ workosUserId: ADA.id, startedAt: NOW - MINUTE, endedAt: NOW, count: 9 },
            ...{ medianGapMs: 3000, ip: null, userAgent: null, resolved: false },
            probableCause: "cookie-not-set",
          });
        });
      },
      "cookie-not-set",
    ],
    [
      "a browser whose clock is wrong, as their self-check says",
      async () => {
        await addRow();
        await addSignIn({ workosUserId: ADA.id });
        const { code } = await support.mutation(api.gatehouse.selfChecks.create, {
          workosUserId: ADA.id,
        });
        const report = { ...SELF_CHECK, clockOffsetMs: 600_000 };
        await backend.mutation(api.gatehouse.selfChecks.submit, { code, report });
      },
      "clock-skew",
    ],
  ])("%s", async (_, arrange, code) => {
    await arrange();
    const { findings, verdict } = await diagnose();
    expect(findings[0]?.code).toBe(code);
    expect(verdict).toContain(findings[0]?.sentence);
  });

  it("puts what stops everybody before a weak sign about one person", async () => {
    await addRow();
    await breakEnvironment("redirect-uri-not-registered");
    const { findings } = await diagnose();
    expect(findings.map(({ code }) => code)).toEqual([
      "redirect-uri-not-registered",
      "no-attempt-seen",
    ]);
  });

  it("puts what stops this person before what stops everybody", async () => {
    await addRow({ status: "deleted", deletedAt: NOW });
    await breakEnvironment("redirect-uri-not-registered");
    expect((await diagnose()).findings[0]?.code).toBe("user-deleted");
  });

  it("takes an id, and an address however it is typed", async () => {
    await addRow();
    expect(await diagnose({ workosId: ` ${ADA.id} ` })).toMatchObject({ email: ADA.email });
    expect(await diagnose({ email: " ADA@Example.com " })).toMatchObject({ workosId: ADA.id });
  });

  it.each([[{}], [{ email: "  " }], [{ workosId: "x".repeat(321) }]])(
    "asks for an address or an id instead of %j",
    async (asked) => {
      await expect(diagnose(asked)).rejects.toThrow(/e-mail address or a WorkOS user id/);
    },
  );

  it("says what could not be read, and does not guess", async () => {
    await addRow();
    await addSignIn({ workosUserId: ADA.id });
    server.use(http.get(`${API}/users/:id`, () => new HttpResponse("", { status: 401 })));
    const { verdict, evidence, findings } = await diagnose();
    expect(verdict).toMatch(/Nothing wrong was found .* but one check could not be made/);
    expect(evidence[0]).toMatchObject({ available: false });
    expect(findings).toMatchObject([{ certainty: "unknown" }]);
  });

  it.each([
    ["its memberships are known", () => listOf([]), ["organization-stale"]],
    ["its memberships are not known", gone, []],
  ])("compares a remembered organization only when %s", async (_, answer, codes) => {
    server.use(http.get(`${API}/organization_memberships`, answer));
    await addRow();
    await addSignIn({ workosUserId: ADA.id });
    const { code } = await support.mutation(api.gatehouse.selfChecks.create, {
      workosUserId: ADA.id,
    });
    // Only a page of the app itself can tell what the app remembers.
    await backend.run((ctx) => ctx.db.insert("environments", ENVIRONMENT));
    const own = { origin: ENVIRONMENT.appUrl, rememberedOrganizationId: "org_1" };
    const report = { ...SELF_CHECK, ...own };
    await backend.mutation(api.gatehouse.selfChecks.submit, { code, report });
    expect((await diagnose()).findings.map((finding) => finding.code)).toEqual(codes);
  });

  it("tells of events about them that failed", async () => {
    await addRow();
    await backend.run(async (ctx) => {
      await ctx.db.insert("inbox", {
        ...{ eventId: "event_1", type: "user.updated", via: "webhook", state: "dead" },
        ...{ workosUserId: ADA.id, occurredAt: NOW, receivedAt: NOW, lagMs: 0, attempts: 6 },
      });
    });
    const { evidence } = await diagnose();
    expect(evidence.at(-1)?.sentence).toMatch(/1 of WorkOS's events/);
  });

  describe("and this console", () => {
    const atConsole = { email: ADA.email, console: true };
    const codes = async (asked?: Asked) => (await diagnose(asked)).findings.map(({ code }) => code);

    beforeEach(async () => {
      await addRow({ emailVerified: true });
      await addSignIn({ workosUserId: ADA.id });
    });

    it("is no matter of most people, unless it is asked about", async () => {
      expect(await codes()).toEqual([]);
      expect(await codes(atConsole)).toEqual(["operator-not-listed"]);
    });

    it("waits for an address that GATEHOUSE_ADMINS names to be verified", async () => {
      vi.stubEnv("GATEHOUSE_ADMINS", ADA.email);
      expect(await codes()).toEqual([]);
      await backend.run(async (ctx) => {
        const row = await ctx.db
          .query("users")
          .withIndex("gatehouse_by_workos_id", (q) => q.eq("workosId", ADA.id))
          .first();
        if (row !== null) await ctx.db.patch("users", row._id, { emailVerified: false });
      });
      const { findings, replyText } = await diagnose();
      expect(findings[0]).toMatchObject({ code: "operator-email-unverified" });
      expect(replyText).toContain("Your address ada@example.com is not verified yet.");
    });

    it("lets operators in", async () => {
      await backend.run(async (ctx) => {
        const operator = { workosId: ADA.id, role: "support" as const, grantedBy: "test" };
        await ctx.db.insert("operators", { ...operator, createdAt: NOW });
      });
      const { findings, evidence } = await diagnose(atConsole);
      expect(findings).toEqual([]);
      expect(evidence.at(-1)?.sentence).toBe("The console lets ada@example.com in.");
    });
  });

  it("fills the reply with what the finding is about", async () => {
    await addRow();
    await addSignIn({ workosUserId: ADA.id });
    const { code } = await support.mutation(api.gatehouse.selfChecks.create, {
      workosUserId: ADA.id,
    });
    const report = { ...SELF_CHECK, cookiesEnabled: false };
    await backend.mutation(api.gatehouse.selfChecks.submit, { code, report });
    expect((await diagnose()).replyText).toContain(
      "Please allow cookies and site data for app.example.com, and sign in again.",
    );
  });

  it("is on record", async () => {
    await diagnose();
    const rows = await backend.run((ctx) => ctx.db.query("auditLog").collect());
    expect(rows).toMatchObject([{ action: "person.diagnose", targetId: ADA.id }]);
  });
});

const SELF_CHECK = {
  ...{ hostname: "app.example.com", browser: "Firefox 140", cookiesEnabled: true },
  ...{ localStorageWritable: true, sessionStorageWritable: true, thirdPartyCookies: null },
  ...{ secureContext: true, cryptoSubtle: true, clockOffsetMs: 0, sessionHints: 0, verifiers: 0 },
  ...{ refreshTokenInLocalStorage: false, rememberedOrganizationId: null, app: null },
  blockedRequests: [],
};

const ENVIRONMENT = {
  ...{ name: "Production", appUrl: "https://a.example", redirectUris: ["https://a.example/c"] },
  ...{
    apiHost: "api.workos.com",
    clientId: CLIENT_ID,
    createdAt: 0,
    updatedAt: 0,
  },
  authMode: "client-only" as const,
};

/** An environment whose last run found something that stops everybody. */
async function breakEnvironment(code: string): Promise<void> {
  await backend.run(async (ctx) => {
    const environmentId = await ctx.db.insert("environments", ENVIRONMENT);
    const finding = {
      ...{ code, title: "", subject: "", sentence: "Broken.", howWeKnow: "", evidence: [] },
      ...{ severity: "blocking" as const, certainty: "proven" as const, remedy: [] },
      ...{ link: null, unknownReason: null },
    };
    await ctx.db.insert("diagnosticRuns", {
      ...{ environmentId, startedAt: NOW, startedBy: "test", findings: [finding] },
      state: "finished",
    });
  });
}
