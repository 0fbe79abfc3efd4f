import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { signedInAs, startBackend, type Backend } from "./testing/backend.fixture";

const NOW = Date.UTC(2026, 10, 23, 12);
const DAY = 86_400_000;

const REPORT = {
  hostname: "app.example.com",
  browser: "Firefox 140",
  cookiesEnabled: true,
  localStorageWritable: true,
  sessionStorageWritable: true,
  thirdPartyCookies: null,
  secureContext: true,
  cryptoSubtle: true,
  clockOffsetMs: 0,
  sessionHints: 0,
  verifiers: 0,
  refreshTokenInLocalStorage: false,
  rememberedOrganizationId: null,
  blockedRequests: [],
  app: null,
};

let backend: Backend;
let support: Awaited<ReturnType<typeof signedInAs>>;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  backend = startBackend();
  support = await signedInAs(backend, "support");
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const registerApp = async () => {
  const admin = await signedInAs(backend, "admin");
  await admin.mutation(api.gatehouse.environments.save, {
    ...{ name: "Production", appUrl: "https://app.example.com", authMode: "client-only" },
    redirectUris: ["https://app.example.com/callback"],
    ...{ apiHost: "api.workos.com", clientId: "client_01" },
  });
};
const create = async () => await support.mutation(api.gatehouse.selfChecks.create, {});
const submit = async (code: string, report: object = {}) =>
  await backend.mutation(api.gatehouse.selfChecks.submit, {
    code,
    report: { ...REPORT, ...report },
  });
const get = async (code: string) => await support.query(api.gatehouse.selfChecks.get, { code });

describe("selfChecks", () => {
  it("takes one report under a code, from somebody who is not signed in", async () => {
    const { code, path, expiresAt } = await create();
    expect(path).toBe(`/check?c=${code}`);
    expect(expiresAt).toBe(NOW + 3 * DAY);
    expect(await get(code)).toMatchObject({ submittedAt: null, report: null, findings: [] });
    expect(await submit(code)).toBe("received");
    const seen = { sessionHints: null, verifiers: null, refreshTokenInLocalStorage: null };
    const report = { ...REPORT, ...seen };
    expect(await get(code)).toMatchObject({ submittedAt: NOW, report, findings: [] });
  });

  it("says at once what the report means", async () => {
    const { code } = await create();
    await submit(code, { cookiesEnabled: false });
    expect((await get(code))?.findings).toMatchObject([
      { code: "browser-storage-blocked", certainty: "proven" },
    ]);
  });

  describe("what belongs to the app's own origin", () => {
    const TRACES = { sessionHints: 2, verifiers: 3, refreshTokenInLocalStorage: true };

    it.each([
      ["the console's page", "https://console.example.com"],
      ["a page of another port", "https://app.example.com:8443"],
      ["a page that does not say", undefined],
    ])("is not taken from %s", async (_what, origin) => {
      await registerApp();
      const { code } = await create();
      await submit(code, { ...TRACES, ...(origin === undefined ? {} : { origin }) });
      const nothing = { sessionHints: null, verifiers: null, refreshTokenInLocalStorage: null };
      expect(await get(code)).toMatchObject({ report: nothing, findings: [] });
    });

    it("is taken from the app's page", async () => {
      await registerApp();
      const { code } = await create();
      await submit(code, { ...TRACES, origin: "https://app.example.com" });
      const found = (await get(code))?.findings.map((finding) => finding.code);
      expect(found).toContain("refresh-token-in-local-storage");
    });
  });

  it("takes blocked third-party cookies for what they are in the app", async () => {
    await registerApp();
    const { code } = await create();
    await submit(code, { thirdPartyCookies: false, origin: "https://console.example.com" });
    expect((await get(code))?.findings).toMatchObject([
      { code: "third-party-cookie-blocked", certainty: "likely", subject: "app.example.com" },
    ]);
  });

  describe("a request that failed", () => {
    const blockedRequests = [{ host: "api.workos.com", reason: "blocked" as const }];
    const asked = async (answer: () => Promise<Response>) => {
      vi.stubEnv("WORKOS_CLIENT_ID", "client_01");
      vi.stubGlobal("fetch", answer);
      const { code } = await create();
      await submit(code, { blockedRequests });
      await backend.action(internal.gatehouse.selfChecks.askWorkos, { code });
      return (await get(code))?.findings;
    };

    it("is perhaps a blocker's until it is asked whether the host answers others", async () => {
      const { code } = await create();
      await submit(code, { blockedRequests });
      expect((await get(code))?.findings).toMatchObject([
        { code: "request-blocked", certainty: "possible" },
      ]);
    });

    it("is likely a blocker's when the host answers here", async () => {
      const keys = () => Promise.resolve(new Response('{"keys":[]}'));
      expect(await asked(keys)).toMatchObject([{ code: "request-blocked", certainty: "likely" }]);
    });

    it("is nobody's in the browser when the host does not answer here either", async () => {
      const down = () => Promise.reject(new TypeError("fetch failed"));
      expect(await asked(down)).toMatchObject([{ code: "jwks-unreachable", certainty: "likely" }]);
    });
  });

  it("makes codes that nobody guesses and that can be read out", async () => {
    const codes = new Set<string>();
    for (let index = 0; index < 30; index += 1) codes.add((await create()).code);
    expect(codes.size).toBe(30);
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{10}$/);
  });

  it("takes a code however it is typed", async () => {
    const { code } = await create();
    expect(await submit(` ${code.toLowerCase()} `)).toBe("received");
  });

  it("works once", async () => {
    const { code } = await create();
    await submit(code);
    expect(await submit(code, { browser: "Another" })).toBe("used");
    expect((await get(code))?.report?.browser).toBe("Firefox 140");
  });

  it("expires", async () => {
    const { code } = await create();
    vi.setSystemTime(NOW + 3 * DAY + 1);
    expect(await submit(code)).toBe("expired");
  });

  it.each([["ABCDEFGHJK"], [""], ["' OR 1=1"], ["x".repeat(10_000)]])(
    "does not know %.20s",
    async (code) => {
      expect(await submit(code)).toBe("unknown");
      expect(await get(code)).toBeNull();
    },
  );

  it.each([
    ["a long text", { browser: "x".repeat(301) }],
    ["a long organization", { rememberedOrganizationId: "x".repeat(301) }],
    ["a long host", { blockedRequests: [{ host: "x".repeat(301), reason: "cors" }] }],
    [
      "many hosts",
      { blockedRequests: Array.from({ length: 21 }, () => ({ host: "a", reason: "cors" })) },
    ],
  ])("refuses %s, and the code stays good", async (_, report) => {
    const { code } = await create();
    expect(await submit(code, report)).toBe("too-large");
    expect(await submit(code)).toBe("received");
  });

  it.each([
    ["another field", { token: "eyJ…" }],
    ["a field of another type", { cookiesEnabled: "yes" }],
    ["a reason that is none", { blockedRequests: [{ host: "a", reason: "magic" }] }],
  ])("does not accept %s", async (_, report) => {
    const { code } = await create();
    await expect(submit(code, report)).rejects.toThrow();
    expect((await get(code))?.report).toBeNull();
  });

  it("forgets reports a month after their link has died", async () => {
    const { code } = await create();
    await submit(code);
    vi.setSystemTime(NOW + 34 * DAY);
    await create();
    expect(await get(code)).toBeNull();
  });

  it("is on record", async () => {
    await support.mutation(api.gatehouse.selfChecks.create, { workosUserId: "user_1" });
    const [row] = await backend.run((ctx) => ctx.db.query("auditLog").collect());
    expect(row).toMatchObject({ action: "selfCheck.create", targetId: "user_1" });
  });
});
