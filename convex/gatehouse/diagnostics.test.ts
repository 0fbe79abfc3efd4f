import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { ADA, eventText } from "../../webhooks/events.fixture";
import { api, internal } from "../_generated/api";
import type { Id } from "./tables/dataModel";
import { checksFor } from "./diagnostics/checks";
import type { OwnToken } from "./diagnostics/ownToken";
import { KEPT_RUNS } from "./checks/store";
import { signedInAs, startBackend, type Backend } from "./testing/backend.fixture";

const APP = "https://app.example.com";
const CALLBACK = `${APP}/callback`;
const API = "https://api.workos.com";
const CONVEX = "https://happy-animal-123.convex.cloud";
const WEBHOOK = "https://happy-animal-123.convex.site/workos/webhook";
const CLIENT_ID = "client_01SOUND0000000000";
/** WorkOS's stand-in on this machine, which knows no client but its own. */
const STAND_IN = "http://localhost:4010";
const STAND_IN_CLIENT = "client_01STANDIN";
const API_KEY = "sk_live_hidden";
const NOW = Date.UTC(2026, 10, 23, 12);
const DAY = 86_400_000;

const ENVIRONMENT = {
  name: "Production",
  appUrl: APP,
  redirectUris: [CALLBACK],
  authMode: "client-only" as const,
  apiHost: "auth.example.com",
  clientId: CLIENT_ID,
  checklist: { signInEndpoint: `${APP}/login`, homepageUrl: APP },
};

/** WorkOS's list of redirect URIs; tests change it. */
let registered: string[];

const page = (text: string) => new HttpResponse(text, { headers: { "content-type": "text/html" } });
const keyList = () =>
  HttpResponse.json(
    { keys: [{ kid: "key_1", kty: "RSA", n: "abc", e: "AQAB" }] },
    { headers: { date: new Date().toUTCString() } },
  );
const listOf = (data: object[]) => HttpResponse.json({ object: "list", data, list_metadata: {} });

const server = setupServer(
  http.get(`${API}/user_management/users`, () => listOf([ADA])),
  http.get(`${API}/user_management/users/:id`, () => HttpResponse.json(ADA)),
  http.get(`${API}/user_management/redirect_uris`, () =>
    listOf(registered.map((uri) => ({ uri, default: true }))),
  ),
  http.get(`${API}/user_management/cors_origins`, () => listOf([{ origin: APP }])),
  http.get(`${API}/webhook_endpoints`, () =>
    listOf([
      {
        id: "we_1",
        endpoint_url: WEBHOOK,
        secret: "whsec_test",
        status: "enabled",
        events: ["user.created", "user.updated", "user.deleted"],
      },
    ]),
  ),
  http.get(`${API}/events`, () => listOf([])),
  http.get(`${API}/sso/jwks/:client`, () => keyList()),
  http.get(`${STAND_IN}/sso/jwks/:client`, ({ params }) =>
    params["client"] === STAND_IN_CLIENT ? keyList() : new HttpResponse("{}", { status: 404 }),
  ),
  http.get("https://auth.example.com/user_management/authorize", () =>
    HttpResponse.text(null, { status: 302, headers: { location: "https://x.authkit.app/" } }),
  ),
  http.get(APP, () => page('<script src="/app.js"></script>')),
  http.get(CALLBACK, () => page("")),
  http.get(`${APP}/app.js`, () =>
    HttpResponse.text(`start("${CLIENT_ID}","${CONVEX}",{apiHostname:"auth.example.com"})`),
  ),
);

type Operator = Awaited<ReturnType<typeof signedInAs>>;

let backend: Backend;
let admin: Operator;
let environmentId: Id<"environments">;

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: NOW });
  registered = [CALLBACK];
  backend = startBackend({
    GATEHOUSE_ENVIRONMENT: "Production",
    WORKOS_CLIENT_ID: CLIENT_ID,
    WORKOS_API_KEY: API_KEY,
    WORKOS_AUTH_DOMAIN: "auth.example.com",
  });
  admin = await signedInAs(backend, "admin");
  environmentId = await admin.mutation(api.gatehouse.environments.save, ENVIRONMENT);
});
afterEach(() => {
  server.resetHandlers();
  vi.useRealTimers();
  vi.unstubAllEnvs();
});
afterAll(() => server.close());

/** Lets what was scheduled for at once happen, and not what waits for a lost run. */
async function settle(): Promise<void> {
  vi.advanceTimersByTime(1);
  await backend.finishInProgressScheduledFunctions();
}

/** The admin's own access token, as their browser describes it. */
const TOKEN: OwnToken = {
  ...{ algorithm: "RS256", keyId: "key_1", audience: [CLIENT_ID], clientId: CLIENT_ID },
  issuer: `https://auth.example.com/user_management/${CLIENT_ID}`,
  ...{ issuedAt: NOW, expiresAt: NOW + 300_000, claimNames: ["iss", "aud", "sub", "sid"] },
};

async function run(checks?: ("redirectUris" | "jwks")[], token: OwnToken | null = TOKEN) {
  const only = checks === undefined ? {} : { checks };
  const own = token === null ? {} : { token };
  await admin.mutation(api.gatehouse.diagnostics.run, { environmentId, ...only, ...own });
  await settle();
  return await latest();
}

async function latest() {
  const view = await admin.query(api.gatehouse.diagnostics.latest, { environmentId });
  if (view === null) throw new Error("There is no run.");
  return view;
}

describe("gatehouse/diagnostics:run", () => {
  it("passes every check of a sound setup", async () => {
    const { run: head, checks, findings } = await run();
    expect(findings).toEqual([]);
    const note = `Your own token, issued by ${TOKEN.issuer ?? ""}, carries no e-mail and no name, as is usual: profiles come from WorkOS's webhooks and API.`;
    expect(checks.map(({ key, state, reason }) => [key, state, reason])).toEqual(
      checksFor("client-only").map((key) => [key, "passed", key === "token" ? note : null]),
    );
    expect(head.state).toBe("finished");
  });

  it.each<[string, Partial<OwnToken>, string]>([
    ["a key that WorkOS's list does not have", { keyId: "key_0" }, "signing-key-unknown"],
    ["an issuer that no provider has", { issuer: `${APP}/x` }, "custom-domain-issuer-missing"],
  ])("finds in the operator's own token %s", async (_, change, code) => {
    const { findings, checks } = await run(undefined, { ...TOKEN, ...change });
    expect(findings).toMatchObject([{ code, certainty: "proven" }]);
    expect(checks.find(({ key }) => key === "token")?.state).toBe("findings");
  });

  it("says why no token was compared, and compares the newest with every part of the checks", async () => {
    const tokenCheck = ({ checks }: Awaited<ReturnType<typeof run>>) =>
      checks.find(({ key }) => key === "token");
    expect(tokenCheck(await run(undefined, null))).toMatchObject({
      state: "unavailable",
      reason: expect.stringMatching(/No token was at hand/) as string,
    });
    expect(tokenCheck(await run(["jwks"]))).toMatchObject({ state: "passed" });
  });

  it("takes no token that is longer than any", async () => {
    const token = { ...TOKEN, claimNames: ["x".repeat(301)] };
    await expect(run(undefined, token)).rejects.toThrow(/longer than any access token/);
  });

  it("raises no alarm about an environment with nothing but a pattern", async () => {
    const pattern = "https://*.preview.example.com/callback";
    registered = [pattern];
    await admin.mutation(api.gatehouse.environments.save, {
      ...ENVIRONMENT,
      ...{ id: environmentId, redirectUris: [pattern] },
    });
    const { findings, checks } = await run();
    expect(findings.filter(({ certainty }) => certainty !== "unknown")).toEqual([]);
    const reasons = new Map(checks.map(({ key, state, reason }) => [key, [state, reason]]));
    const why = expect.stringMatching(/^Only a pattern .* is registered here/) as string;
    expect(reasons.get("authorize")).toEqual(["unavailable", why]);
    expect(reasons.get("callback")).toEqual(["unavailable", why]);
  });

  it("says how many of many callback addresses were tried", async () => {
    const redirectUris = [CALLBACK, ...[1, 2, 3, 4, 5, 6].map((n) => `${CALLBACK}?n=${n}`)];
    registered = redirectUris;
    await admin.mutation(api.gatehouse.environments.save, {
      ...ENVIRONMENT,
      id: environmentId,
      redirectUris,
    });
    const { checks } = await run();
    expect(checks.find(({ key }) => key === "callback")).toMatchObject({
      state: "passed",
      reason: "Only the first 5 of 7 callback addresses were tried.",
    });
  });

  it("finds what was broken on purpose, with exact values, and marks its check", async () => {
    registered = ["https://old.example.com/callback"];
    const { findings, checks } = await run();
    expect(findings[0]).toMatchObject({
      code: "redirect-uri-not-registered",
      certainty: "proven",
      subject: CALLBACK,
    });
    const states = new Map(checks.map(({ key, state }) => [key, state]));
    expect([states.get("redirectUris"), states.get("jwks")]).toEqual(["findings", "passed"]);
  });

  it("shows each check as running while it runs", async () => {
    await admin.mutation(api.gatehouse.diagnostics.run, { environmentId });
    const waiting = await latest();
    expect(new Set(waiting.checks.map(({ state }) => state))).toEqual(new Set(["pending"]));
    await settle();
  });

  it("runs one check again and keeps what the others found", async () => {
    await run();
    vi.setSystemTime(NOW + DAY);
    registered = [];
    const { checks, findings } = await run(["redirectUris"]);
    expect(findings.map(({ code }) => code)).toEqual(["redirect-uri-not-registered"]);
    const age = (key: string) => checks.find((check) => check.key === key)?.startedAt ?? 0;
    expect([age("jwks") < NOW + DAY, age("redirectUris") >= NOW + DAY]).toEqual([true, true]);
  });

  it("refuses a second run at the same time, and an environment that is gone", async () => {
    await admin.mutation(api.gatehouse.diagnostics.run, { environmentId });
    const again = admin.mutation(api.gatehouse.diagnostics.run, { environmentId });
    await expect(again).rejects.toThrow(/already running/);
    await settle();
    await admin.mutation(api.gatehouse.environments.remove, { id: environmentId });
    await settle();
    const gone = admin.mutation(api.gatehouse.diagnostics.run, { environmentId });
    await expect(gone).rejects.toThrow(/removed/);
    expect(await backend.run((ctx) => ctx.db.query("diagnosticChecks").collect())).toEqual([]);
  });

  it("ends by itself when its action was lost", async () => {
    const runId = await admin.mutation(api.gatehouse.diagnostics.run, { environmentId });
    await backend.mutation(internal.gatehouse.checks.runs.abandon, { runId });
    const { run: head, checks } = await latest();
    expect(head.state).toBe("abandoned");
    expect(checks[0]).toMatchObject({
      state: "unavailable",
      reason: expect.stringMatching(/cut off/),
    });
    await settle();
  });

  it("says why it cannot look into another WorkOS environment", async () => {
    const other = { ...ENVIRONMENT, id: environmentId, clientId: "client_other" };
    await admin.mutation(api.gatehouse.environments.save, {
      ...other,
      convexUrl: "https://o.convex.cloud",
    });
    const { checks } = await run();
    const reasons = new Map(checks.map(({ key, reason }) => [key, reason]));
    expect(reasons.get("redirectUris")).toMatch(/another WorkOS environment than client_other/);
    expect(reasons.get("provisioning")).toMatch(/Convex deployment of its own/);
  });

  it("reads the keys of another environment where they lie, not at this deployment's WorkOS", async () => {
    vi.stubEnv("WORKOS_API_URL", STAND_IN);
    const other = { ...ENVIRONMENT, id: environmentId, clientId: "client_01OTHER" };
    await admin.mutation(api.gatehouse.environments.save, other);
    const { checks, findings } = await run();
    const states = new Map(checks.map(({ key, state }) => [key, state]));
    expect([states.get("jwks"), states.get("clock")]).toEqual(["passed", "passed"]);
    expect(findings.map(({ code }) => code)).not.toContain("jwks-unreachable");
    const [jwks] = checks.filter(({ key }) => key === "jwks");
    expect(jwks?.evidence).toContain(`${API}/sso/jwks/client_01OTHER`);
  });

  it.each([
    ["Local", "passed"],
    ["Production", "unavailable"],
  ] as const)("opens a stand-in on this machine only where it may: %s", async (name, state) => {
    vi.stubEnv("GATEHOUSE_ENVIRONMENT", name);
    const local = { ...ENVIRONMENT, id: environmentId, apiHost: new URL(STAND_IN).host };
    await admin.mutation(api.gatehouse.environments.save, { ...local, clientId: STAND_IN_CLIENT });
    const { checks, findings } = await run();
    const [jwks] = checks.filter(({ key }) => key === "jwks");
    expect(jwks?.state).toBe(state);
    const firm = findings.filter(({ certainty }) => certainty !== "unknown");
    expect(firm.map(({ code }) => code)).not.toContain("jwks-unreachable");
  });

  it("marks only the checks that a finding rests on", async () => {
    await admin.mutation(api.gatehouse.environments.save, {
      ...ENVIRONMENT,
      id: environmentId,
      clientId: "client_misspelt",
    });
    const { checks } = await run();
    const states = new Map(checks.map(({ key, state }) => [key, state]));
    expect([states.get("bundle"), states.get("jwks")]).toEqual(["findings", "passed"]);
  });

  it("stores no secret", async () => {
    await run();
    const rows = await backend.run((ctx) => ctx.db.query("diagnosticChecks").collect());
    const text = JSON.stringify(rows);
    expect(text).toContain("WORKOS_API_KEY");
    for (const secret of [API_KEY, "whsec_test"]) expect(text).not.toContain(secret);
  });
});

describe("diagnostics:latest and history", () => {
  it("is empty before the first run", async () => {
    expect(await admin.query(api.gatehouse.diagnostics.latest, { environmentId })).toBeNull();
  });

  it("says since when something is broken", async () => {
    await run();
    registered = [];
    vi.setSystemTime(NOW + DAY);
    await run();
    vi.setSystemTime(NOW + 2 * DAY);
    const view = await run();
    const code = "redirect-uri-not-registered";
    expect(view.previous?.codes).toEqual([code]);
    expect(Math.floor(((view.brokeSince[code] ?? 0) - NOW) / DAY)).toBe(1);
    expect(Math.floor(((view.lastGoodAt[code] ?? 0) - NOW) / DAY)).toBe(0);
  });

  it("keeps a bounded history", async () => {
    for (let index = 0; index < KEPT_RUNS + 2; index += 1) {
      await backend.run((ctx) =>
        ctx.db.insert("diagnosticRuns", {
          ...{ environmentId, startedBy: "test", startedAt: index, findings: [] },
          state: "finished" as const,
        }),
      );
    }
    await run();
    const paginationOpts = { numItems: 100, cursor: null };
    const { page } = await admin.query(api.gatehouse.diagnostics.history, {
      environmentId,
      paginationOpts,
    });
    expect(page).toHaveLength(KEPT_RUNS);
    expect(page[0]?.startedAt).toBeGreaterThan(NOW - DAY);
  });
});

describe("gatehouse/diagnostics:compare", () => {
  it("puts environments side by side and marks what two share that each should own", async () => {
    await admin.mutation(api.gatehouse.environments.save, { ...ENVIRONMENT, name: "Preview" });
    const { environments, rows } = await admin.query(api.gatehouse.diagnostics.compare, {});
    expect(environments.map(({ name }) => name)).toEqual(["Production", "Preview"]);
    const byField = new Map(rows.map((row) => [row.field, row]));
    expect(byField.get("clientId")).toMatchObject({ note: "suspicious" });
    expect(byField.get("authMode")).toMatchObject({ note: "same" });
    expect(byField.get("callbackPath")).toMatchObject({ values: ["/callback", "/callback"] });
    expect(byField.get("findings")).toMatchObject({ values: [null, null] });
  });
});

describe("what the deployment itself knows", () => {
  const codes = async () => (await run()).findings.map(({ code }) => code);

  it("names people who signed in and have no row, and provisions them", async () => {
    await backend.run((ctx) =>
      ctx.db.insert("signIns", {
        ...{ eventId: "event_1", at: NOW - 1_000, method: "password", workosUserId: ADA.id },
        outcome: "succeeded" as const,
      }),
    );
    const { findings } = await run();
    expect(findings[0]).toMatchObject({ code: "user-not-created" });
    expect(findings[0]?.sentence).toContain(ADA.email);
    await admin.mutation(api.gatehouse.diagnostics.repairProvisioning, {
      workosIds: [ADA.id, ADA.id],
    });
    await settle();
    expect(await admin.query(api.gatehouse.users.get, { id: ADA.id })).toMatchObject({
      status: "active",
    });
    expect(await codes()).toEqual([]);
  });

  it.each([["user_1; drop"], [""], ["someone@example.com"]])(
    "does not provision %j",
    async (id) => {
      const repair = admin.mutation(api.gatehouse.diagnostics.repairProvisioning, {
        workosIds: [id],
      });
      await expect(repair).rejects.toThrow(/WorkOS user ids/);
    },
  );

  it("names them by the address of a refused sign-in when WorkOS cannot be asked", async () => {
    server.use(http.get(`${API}/user_management/users/:id`, () => HttpResponse.error()));
    await backend.run(async (ctx) => {
      const row = { at: NOW - 2_000, method: "password", workosUserId: ADA.id };
      const refused = { eventId: "event_1", outcome: "failed" as const, email: ADA.email };
      await ctx.db.insert("signIns", { ...row, ...refused });
      const completed = { eventId: "event_2", outcome: "succeeded" as const };
      await ctx.db.insert("signIns", { ...row, ...completed });
    });
    expect((await run()).findings[0]?.sentence).toContain(ADA.email);
  });

  it("sees refused deliveries of the last two days, and none that are older", async () => {
    const refuse = () =>
      backend.mutation(internal.gatehouse.inbox.rejections.count, { reason: "signature-mismatch" });
    await refuse();
    expect(await codes()).toEqual([]);
    await refuse();
    await refuse();
    expect(await codes()).toEqual(["webhook-body-reserialised", "webhook-secret-mismatch"]);
    vi.setSystemTime(NOW + 3 * DAY);
    expect(await codes()).toEqual([]);
  });

  it("sees that WorkOS signs with another secret", async () => {
    vi.stubEnv("WORKOS_WEBHOOK_SECRET", "whsec_of_elsewhere");
    expect((await run()).findings).toMatchObject([
      { code: "webhook-secret-mismatch", certainty: "proven" },
    ]);
  });

  it("sees who the last comparison of all users missed here, until they have a row", async () => {
    await compared({ listed: 3 }, [
      ["missing_here", "user_1"],
      ["missing_here", "user_2"],
    ]);
    await addUser("user_1");
    const { findings } = await run();
    expect(findings).toMatchObject([{ code: "users-predate-webhook", subject: "1 person" }]);
    expect(findings[0]?.sentence).toContain("found 3 users at WorkOS; 1 of them still has no row");
    await addUser("user_2");
    expect(await codes()).toEqual([]);
  });

  it("sees who is active here and was not listed by WorkOS, unless that is nearly everybody", async () => {
    await addUser("user_1");
    const gone = [["missing_in_workos", "user_1"]] as const;
    await compared({ listed: 200, matched: 200, missing: 1 }, gone);
    expect(await codes()).toEqual(["deleted-user-resurrected"]);
    vi.setSystemTime(NOW + 1000);
    await compared({ listed: 1, matched: 1, missing: 40 }, gone);
    expect(await codes()).toEqual([]);
  });

  it("sees a missing webhook secret", async () => {
    vi.stubEnv("WORKOS_WEBHOOK_SECRET", "");
    expect(await codes()).toContain("webhook-secret-unset");
  });

  it.each([
    ["pending", "pending-profile"],
    ["active", "profile-claims-missing"],
  ] as const)("sees an old row that is %s and has no address", async (status, code) => {
    await backend.run(async (ctx) => {
      const times = { createdAt: NOW - DAY, updatedAt: NOW - DAY };
      await ctx.db.insert("users", { workosId: "user_1", status, ...times });
    });
    expect(await codes()).toEqual([code]);
  });

  it("asks for the checklist nobody has filled in", async () => {
    const { checklist, ...rest } = ENVIRONMENT;
    expect(checklist.homepageUrl).toBe(APP);
    await admin.mutation(api.gatehouse.environments.save, { id: environmentId, ...rest });
    const { findings } = await run();
    expect(findings).toMatchObject([{ code: "sign-in-endpoint-missing", certainty: "unknown" }]);
  });

  it("takes the cookie password's length from the doctor's report", async () => {
    const cookie = { ...ENVIRONMENT, id: environmentId, authMode: "cookie" as const };
    await admin.mutation(api.gatehouse.environments.save, cookie);
    const session = "wos-session=sealed; Path=/; HttpOnly; Secure; SameSite=Lax";
    server.use(
      http.get(`${APP}/login`, () => HttpResponse.text("", { headers: { "set-cookie": session } })),
    );
    expect((await run()).findings).toMatchObject([
      { code: "cookie-password-invalid", certainty: "unknown" },
    ]);
    await backend.mutation(internal.gatehouse.environments.reports.save, {
      environmentName: "Production",
      side: "server",
      cookiePasswordLength: 12,
      variables: [{ name: "WORKOS_COOKIE_PASSWORD", length: 12, value: null, prefix: null }],
    });
    const [first] = (await run()).findings;
    expect(first).toMatchObject({ code: "cookie-password-invalid", certainty: "proven" });
    expect(first?.sentence).toContain("12 characters");
  });

  it("compares what the app's host reports with the environment's record", async () => {
    const clientId = { name: "VITE_WORKOS_CLIENT_ID", length: 9, value: "client_01", prefix: null };
    await backend.mutation(internal.gatehouse.environments.reports.save, {
      environmentName: "Production",
      side: "hosting",
      cookiePasswordLength: null,
      variables: [clientId],
    });
    const [first] = (await run()).findings;
    expect(first).toMatchObject({ code: "environments-mixed", subject: "VITE_WORKOS_CLIENT_ID" });
  });
});

async function addUser(workosId: string): Promise<void> {
  const times = { createdAt: NOW - DAY, updatedAt: NOW - DAY };
  const row = { workosId, email: `${workosId}@example.com`, status: "active" as const, ...times };
  await backend.run(async (ctx) => void (await ctx.db.insert("users", row)));
}

/** A comparison that only reported, and what it left open. */
async function compared(
  counts: { listed: number; matched?: number; missing?: number },
  open: readonly (readonly ["missing_here" | "missing_in_workos", string])[],
): Promise<void> {
  await backend.run(async (ctx) => {
    const runId = await ctx.db.insert("syncRuns", {
      ...{ kind: "reconcile", state: "completed", phase: "done", dryRun: true, cursor: null },
      ...{ attempt: 1, startedAt: Date.now(), startedBy: "cron", progressAt: Date.now() },
      ...{ pages: 1, drift: open.length, repaired: 0, missing: 0, ...counts },
    });
    for (const [kind, workosUserId] of open) {
      const found = { runId, foundAt: NOW, workosUserId, kind, fields: [] };
      await ctx.db.insert("drift", { ...found, action: "reported" });
    }
  });
}

describe("gatehouse/environments/reports:save", () => {
  const report = { environmentName: "Production", side: "server" as const, variables: [] };
  const save = (more: object) =>
    backend.mutation(internal.gatehouse.environments.reports.save, {
      ...{ ...report, cookiePasswordLength: null },
      ...more,
    });

  it("keeps the latest twenty", async () => {
    for (let index = 0; index < 22; index += 1) await save({ cookiePasswordLength: index });
    const rows = await backend.run((ctx) => ctx.db.query("environmentReports").collect());
    expect(rows.map((row) => row.cookiePasswordLength)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 2),
    );
  });

  it("refuses what no doctor would send", async () => {
    const variable = { name: "X", length: 1, value: null, prefix: null };
    const many = { variables: Array.from({ length: 41 }, () => variable) };
    await expect(save(many)).rejects.toThrow(/too large/);
    await expect(save({ environmentName: "x".repeat(301) })).rejects.toThrow(/too large/);
  });
});

describe("for the token tool", () => {
  it("gives the providers of auth.config.ts", async () => {
    const issuers = (await admin.query(api.gatehouse.diagnostics.convexProviders, {})).map(
      ({ issuer }) => issuer,
    );
    const origins = [API, "https://auth.example.com"];
    expect(issuers).toEqual(
      origins.flatMap((origin) => [`${origin}/`, `${origin}/user_management/${CLIENT_ID}`]),
    );
  });

  it("gives WorkOS's public keys, or says why not", async () => {
    const key = { kid: "key_1", kty: "RSA", n: "abc", e: "AQAB" };
    expect(await admin.action(api.gatehouse.diagnostics.jwks, {})).toEqual([key]);
    server.use(http.get(`${API}/sso/jwks/:client`, () => HttpResponse.error()));
    await expect(admin.action(api.gatehouse.diagnostics.jwks, {})).rejects.toThrow(
      /could not be read/,
    );
    server.use(http.get(`${API}/sso/jwks/:client`, () => HttpResponse.text("<html>")));
    await expect(admin.action(api.gatehouse.diagnostics.jwks, {})).rejects.toThrow(/not JSON/);
  });
});

it("notices deliveries that arrive", async () => {
  const payload = eventText("user.created", ADA, { id: "event_9" });
  await backend.mutation(internal.gatehouse.inbox.intake.receive, { payload, via: "webhook" });
  const { checks } = await run();
  const deliveries = checks.find(({ key }) => key === "deliveries");
  expect(deliveries?.evidence).toContain('"received":1,"receivedIsCapped":false');
});
