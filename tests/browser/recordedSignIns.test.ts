import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { analyseHar } from "../../admin/diagnostics/analysis/har/analyseHar";
import type { CauseCode } from "../../convex/diagnostics/catalogue";
import type { Hosts } from "../diagnostics/chromium/record";
import { recordSignIn } from "../diagnostics/chromium/record";
import type { Defects } from "../diagnostics/chromium/smallApp";
import { streamOf } from "../diagnostics/har";
import { launchChromium } from "../support/chromium";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium(["--host-resolver-rules=MAP *.test 127.0.0.1"]);
});

afterAll(async () => {
  await browser?.close();
});

/** One machine, but two sites to a browser. */
const loopback: Hosts = { app: "localhost", api: "127.0.0.1" };
const domains: Hosts = { app: "app.example.test", api: "auth.workos-stand-in.test" };

async function analysed(hosts: Hosts, defects: Defects) {
  const text = await recordSignIn(browser, hosts, defects);
  const analysis = await analyseHar(streamOf(text, 65_536), { now: Date.now(), environment: null });
  if ("problem" in analysis) throw new Error(analysis.problem);
  return { ...analysis, shown: JSON.stringify(analysis) };
}

const broken: [string, CauseCode, Hosts, Defects][] = [
  [
    "a session cookie of 5,000 bytes",
    "session-cookie-too-large",
    loopback,
    { sessionCookie: `wos-session=${"x".repeat(5000)}; Path=/; HttpOnly` },
  ],
  [
    "a cookie for another domain",
    "cookie-domain-mismatch",
    domains,
    { sessionCookie: "wos-session=v0123456789; Path=/; Domain=other.test" },
  ],
  [
    "SameSite=None without Secure",
    "cookie-samesite-none-insecure",
    domains,
    { sessionCookie: "wos-session=v0123456789; Path=/; SameSite=None" },
  ],
  [
    "Secure without https",
    "cookie-secure-over-http",
    domains,
    { sessionCookie: "wos-session=v0123456789; Path=/; Secure; SameSite=Lax" },
  ],
  [
    "a broken __Host- name",
    "cookie-prefix-rule-broken",
    loopback,
    { sessionCookie: "__Host-wos-session=v0123456789; Path=/app; Secure" },
  ],
  [
    "a cookie below /callback",
    "cookie-path-too-narrow",
    domains,
    { sessionCookie: "wos-session=v0123456789; Path=/callback; SameSite=Lax" },
  ],
  [
    "SameSite=Strict",
    "cookie-samesite-blocks",
    domains,
    { hostedPage: true, sessionCookie: "wos-session=v0123456789; Path=/; SameSite=Strict" },
  ],
  [
    "an old cookie on the parent domain",
    "cookie-on-two-domains",
    domains,
    { oldCookie: "wos-session=old0123456789; Path=/; Domain=example.test" },
  ],
  ["a guarded callback", "callback-behind-guard", domains, { guardedCallback: true }],
  ["a callback that nobody serves", "callback-not-served", domains, { callbackStatus: 404 }],
  [
    "a redirect to the container's address",
    "redirect-to-internal-host",
    domains,
    { afterCallback: "http://0.0.0.0:9/dashboard" },
  ],
  ["a session that a cache may keep", "auth-response-cached", domains, { cached: true }],
  [
    "WorkOS's redirect error page",
    "redirect-uri-not-registered",
    domains,
    { errorPage: "redirect-uri-invalid" },
  ],
  ["WorkOS's client error page", "client-id-invalid", domains, { errorPage: "client-id-invalid" }],
  [
    "a sign-in that was cancelled",
    "access-denied",
    domains,
    { returnsError: "access_denied", callbackStatus: 200 },
  ],
  [
    "a state that was not sent",
    "sign-in-state-lost",
    domains,
    { returnsState: "of-another-tab", callbackStatus: 500 },
  ],
  ["an app that goes round inside itself", "cookie-not-set", domains, { innerLoop: true }],
  [
    "an origin that WorkOS does not allow",
    "cors-origin-missing",
    domains,
    { inBrowser: "ok", refusesOrigin: true },
  ],
  ["a third-party cookie", "third-party-cookie-blocked", loopback, { inBrowser: "cookie" }],
  [
    "a code that nobody exchanges",
    "callback-path-mismatch",
    domains,
    { inBrowser: "ignores-code" },
  ],
  [
    "a sign-in address that is fetched",
    "authorize-fetched",
    domains,
    { inBrowser: "fetches-authorize", refusesOrigin: true },
  ],
];

describe("sign-ins recorded with Chromium", () => {
  it.each(broken)("%s → %s", async (_name, code, hosts, defects) => {
    const { findings, shown } = await analysed(hosts, defects);
    expect(findings.map((finding) => finding.code)[0]).toBe(code);
    expect(shown).not.toMatch(/0123456789|of-another-tab/);
  });

  it.each([
    ["with a server", {}],
    ["with a hosted page", { hostedPage: true }],
    ["in the browser", { inBrowser: "ok" }],
  ] as const)("of a sound app %s: nothing is found", async (_name, defects) => {
    for (const hosts of [loopback, domains]) {
      const { findings, shown } = await analysed(hosts, defects);
      expect(findings).toEqual([]);
      expect(shown).not.toContain("0123456789");
    }
  });
});
