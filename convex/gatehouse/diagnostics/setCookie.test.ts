import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SetCookieFacts } from "./setCookie";
import { isRemoval, parseSetCookie } from "./setCookie";
import { cookieProblems } from "./setCookieRules";

const parsed = (line: string): SetCookieFacts => {
  const facts = parseSetCookie(line);
  if (facts === null) throw new Error(`no cookie in ${line}`);
  return facts;
};

describe("parseSetCookie", () => {
  it("reads AuthKit's own session cookie and forgets the value", () => {
    const facts = parsed(
      "wos-session=Fe26.2*secret; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=34560000; Domain=.Example.com",
    );
    expect(facts).toEqual({
      name: "wos-session",
      pairBytes: 25,
      lineBytes: 104,
      domain: "example.com",
      path: "/",
      sameSite: "lax",
      secure: true,
      httpOnly: true,
      maxAgeSeconds: 34_560_000,
      expiresAt: null,
    });
    expect(JSON.stringify(facts)).not.toContain("secret");
  });

  it.each([
    ["Set-Cookie: a=b", "a"],
    ["  set-cookie :a=b; Path=/", "a"],
    ["a=", "a"],
    ["a=b=c; Secure", "a"],
  ])("accepts %s", (line, name) => {
    expect(parsed(line).name).toBe(name);
  });

  it.each(["", "=", "=value", "novalue", ";;;", "a b=c", "x".repeat(70_000) + "=1", "\u0000"])(
    "finds no cookie in %j",
    (line) => {
      expect(parseSetCookie(line)).toBeNull();
    },
  );

  it.each([
    ["a=b; SameSite=weird", { sameSite: null }],
    ["a=b; Max-Age=soon", { maxAgeSeconds: null }],
    ["a=b; Max-Age=-1", { maxAgeSeconds: -1 }],
    ["a=b; Expires=Thu, 01 Jan 1970 00:00:00 GMT", { expiresAt: 0 }],
    ["a=b; Expires=never", { expiresAt: null }],
    ["a=b; Path=relative", { path: null }],
    ["a=b; Domain=", { domain: null }],
    ["a=ü", { pairBytes: 4 }],
  ])("%s", (line, expected) => {
    expect(parsed(line)).toMatchObject(expected);
  });

  it("never throws and never keeps a value (property)", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (noise, tail) => {
        const text = JSON.stringify(parseSetCookie(`n=TOPSECRET${noise}; ${tail}`));
        expect(text).not.toContain("TOPSECRET");
      }),
    );
  });
});

describe("isRemoval", () => {
  it.each([
    ["a=; Max-Age=0", true],
    ["a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT", true],
    ["a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60", false],
    ["a=b", false],
    ["a=b; Max-Age=600", false],
  ])("%s → %s", (line, expected) => {
    expect(isRemoval(parsed(line), 1_000_000)).toBe(expected);
  });
});

describe("cookieProblems", () => {
  const good = "wos-session=v; Path=/; HttpOnly; Secure; SameSite=Lax";
  const here = { host: "app.example.com", https: true };

  it("finds nothing wrong with AuthKit's defaults", () => {
    expect(cookieProblems(parsed(good), here)).toEqual([]);
    expect(cookieProblems(parsed(`${good}; Domain=example.com`), here)).toEqual([]);
  });

  it.each([
    [`wos-session=${"x".repeat(4090)}; Path=/`, here, "session-cookie-too-large", "dropped"],
    [
      `wos-session=${"x".repeat(4070)}; Path=/; Secure`,
      here,
      "session-cookie-too-large",
      "at-risk",
    ],
    [`${good}; Domain=other.com`, here, "cookie-domain-mismatch", "dropped"],
    [`${good}; Domain=com`, here, "cookie-domain-mismatch", "dropped"],
    [`${good}; Domain=pp.example.com`, here, "cookie-domain-mismatch", "dropped"],
    ["s=v; SameSite=None", here, "cookie-samesite-none-insecure", "dropped"],
    [good, { host: "app.example.com", https: false }, "cookie-secure-over-http", "dropped"],
    [
      "__Host-s=v; Secure; Path=/; Domain=example.com",
      here,
      "cookie-prefix-rule-broken",
      "dropped",
    ],
    ["__Secure-s=v", here, "cookie-prefix-rule-broken", "dropped"],
    [
      "refresh=v; Secure; SameSite=None",
      { host: "api.workos.com", https: true, pageHost: "app.example.com" },
      "third-party-cookie-blocked",
      "at-risk",
    ],
    ["wos-session=v; SameSite=Strict", here, "cookie-samesite-blocks", "at-risk"],
  ])("%.60s from %j → %s", (line, setting, code, effect) => {
    expect(cookieProblems(parsed(line), setting)).toMatchObject([{ code, effect }]);
  });

  it.each([
    [good, { host: "localhost", https: false }],
    [good, { host: "auth.example.com", https: true, pageHost: "app.example.com" }],
    [`wos-session=${"x".repeat(4000)}; Path=/`, here],
    ["wos-auth-verifier-0a1b2c3d=v; Max-Age=600; Secure; SameSite=Strict", here],
  ])("%.60s from %j is sound", (line, setting) => {
    expect(cookieProblems(parsed(line), setting)).toEqual([]);
  });

  it("names dropped cookies before those at risk", () => {
    const problems = cookieProblems(parsed("session=v; SameSite=Strict; Domain=other.com"), here);
    expect(problems.map((problem) => problem.effect)).toEqual(["dropped", "at-risk"]);
  });
});
