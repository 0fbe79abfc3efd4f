import { describe, expect, it } from "vitest";
import {
  clientOnly,
  cookie,
  GOOD_COOKIE,
  production,
  seen,
  soundBrowser,
  soundFacts,
  withCookie,
} from "../../../../tests/diagnostics/fixtures";
import type { EvidenceFacts } from "../evidence";
import type { SelfCheckFacts } from "../selfCheckFacts";
import { judge } from "./judge";

const answer = (facts: Partial<EvidenceFacts["setCookies"]>) => [
  seen("setCookies", { ...soundFacts().setCookies, ...facts }),
];
const browser = (facts: Partial<SelfCheckFacts>) => [
  seen("selfCheck", { ...soundBrowser("app.example.com"), ...facts }),
];

describe("cookies of an app with a server", () => {
  it.each([
    [`wos-session=${"x".repeat(4100)}; Path=/; Secure`, "session-cookie-too-large", "proven"],
    [
      `wos-session=${"x".repeat(4060)}; Path=/; Secure; HttpOnly`,
      "session-cookie-too-large",
      "likely",
    ],
    [`${GOOD_COOKIE}; Domain=example.org`, "cookie-domain-mismatch", "proven"],
    ["wos-session=x; SameSite=None", "cookie-samesite-none-insecure", "proven"],
    ["__Host-wos-session=x; Secure", "cookie-prefix-rule-broken", "proven"],
    ["wos-session=x; Secure; SameSite=Strict", "cookie-samesite-blocks", "possible"],
  ])("%.50s → %s, %s", (line, code, certainty) => {
    expect(judge(answer({ cookies: [cookie(line)] }), withCookie())).toMatchObject([
      { code, certainty },
    ]);
  });

  it("over http", () => {
    expect(judge(answer({ https: false }), withCookie())).toMatchObject([
      { code: "cookie-secure-over-http" },
    ]);
  });

  it.each([
    ["theme=dark; SameSite=None"],
    [`_ga=${"x".repeat(5000)}`],
    ["wos-session=; Max-Age=0; Domain=example.org"],
  ])("leaves %.30s alone", (line) => {
    expect(judge(answer({ cookies: [cookie(line)] }), withCookie())).toEqual([]);
  });

  it("of two names that are one", () => {
    const cookies = [cookie(GOOD_COOKIE), cookie("wos_session=x; Secure")];
    expect(judge(answer({ cookies }), withCookie())).toMatchObject([
      { code: "cookie-name-mismatch", subject: "wos-session and wos_session" },
    ]);
  });

  it("set twice for two domains", () => {
    const cookies = [cookie(GOOD_COOKIE), cookie(`${GOOD_COOKIE}; Domain=example.com`)];
    expect(judge(answer({ cookies }), withCookie())).toMatchObject([
      { code: "cookie-on-two-domains", certainty: "likely" },
    ]);
  });

  it.each([
    [{ cacheControl: "public, max-age=60" }, "says Cache-Control: public, max-age=60"],
    [{ ageSeconds: 30 }, "is 30 seconds old"],
  ])("in a cached answer %j", (facts, words) => {
    const [first] = judge(answer(facts), withCookie());
    expect(first?.code).toBe("auth-response-cached");
    expect(first?.sentence).toContain(words);
  });

  it.each([
    [null, "is not set"],
    [12, "has 12 characters"],
    [31, "has 31 characters"],
  ])("with a password of length %s", (length, words) => {
    const evidence = [seen("cookiePassword", { length })];
    expect(judge(evidence, withCookie())[0]?.sentence).toContain(words);
    expect(judge(evidence, clientOnly())).toEqual([]);
  });

  it("with a password of 32 characters is sound", () => {
    expect(judge([seen("cookiePassword", { length: 32 })], withCookie())).toEqual([]);
  });
});

describe("the person's browser", () => {
  it.each([
    [{ cookiesEnabled: false }, "browser-storage-blocked"],
    [{ sessionStorageWritable: false }, "browser-storage-blocked"],
    [{ secureContext: false, cryptoSubtle: false }, "insecure-context"],
    [{ sessionHints: 2 }, "several-session-hints"],
    [{ refreshTokenInLocalStorage: true }, "refresh-token-in-local-storage"],
    [{ verifiers: 3 }, "sign-in-state-lost"],
    [
      { blockedRequests: [{ host: "api.workos.com", reason: "blocked" as const }] },
      "request-blocked",
    ],
    [
      { blockedRequests: [{ host: "api.workos.com", reason: "cors" as const }] },
      "cors-origin-missing",
    ],
    [{ clockOffsetMs: -400_000 }, "clock-skew"],
  ])("%j → %s", (facts, code) => {
    expect(judge(browser(facts), clientOnly())).toMatchObject([{ code }]);
  });

  it("blocks third-party cookies: bad for a stranger's API host only", () => {
    const evidence = browser({ thirdPartyCookies: false });
    const plain = { ...production, apiHost: "api.workos.com" };
    expect(judge(evidence, clientOnly(plain))).toMatchObject([
      { code: "third-party-cookie-blocked" },
    ]);
    expect(judge(evidence, clientOnly())).toEqual([]);
  });

  it("is sound", () => {
    expect(judge(browser({}), clientOnly())).toEqual([]);
    expect(judge(browser({ clockOffsetMs: null, app: null }), clientOnly())).toEqual([]);
  });
});
