import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coversRedirectUri, type Environment, registrationProblem } from "./redirectRules";

describe("registrationProblem", () => {
  it.each<[string, Environment]>([
    ["https://app.example.com/callback", "production"],
    ["http://127.0.0.1/callback", "production"],
    ["http://127.0.0.1:*/callback", "production"],
    ["http://localhost:5173/callback", "staging"],
    ["http://localhost:*/auth/callback", "staging"],
    ["http://app.example.com/callback", "staging"],
    ["https://*.sub.example.com/callback", "production"],
    ["https://*.example.com/callback", "production"],
    ["https://prefix-*-suffix.example.com/callback", "production"],
    ["https://xn--bcher-kva.example/callback", "production"],
    ["myapp://callback", "staging"],
  ])("accepts %s in %s", (uri, environment) => {
    expect(registrationProblem(uri, environment)).toBeNull();
  });

  it.each<[string, Environment, RegExp]>([
    ["http://app.example.com/callback", "production", /https/],
    ["http://localhost:5173/callback", "production", /https/],
    ["https://sub.*.example.com/callback", "staging", /leftmost/],
    ["https://*.*.example.com/callback", "staging", /one wildcard/],
    ["https://*.ngrok-free.app/callback", "staging", /public suffix ngrok-free\.app/],
    ["https://deploy-preview-*.netlify.app/callback", "staging", /public suffix netlify\.app/],
    ["https://*.vercel.app/callback", "production", /public suffix/],
    ["https://*.com/callback", "staging", /public suffix/],
    ["https://*/callback", "staging", /public suffix/],
    ["https://app.example.com/*/callback", "staging", /host or the port/],
    ["https://app.example.com:*/callback", "staging", /loopback/],
    ["https://bücher.example/callback", "staging", /xn--bcher-kva\.example/],
    ["https://app.example.com/callback#done", "staging", /fragment/],
    ["https://user@app.example.com/callback", "staging", /user name/],
    ["/callback", "staging", /absolute/],
    ["", "staging", /absolute/],
    ["https://", "staging", /absolute/],
  ])("refuses %s in %s", (uri, environment, reason) => {
    expect(registrationProblem(uri, environment)).toMatch(reason);
  });
});

describe("coversRedirectUri", () => {
  it.each([
    ["https://app.example.com/callback", "https://app.example.com/callback"],
    ["https://*.example.com/callback", "https://pr-12.example.com/callback"],
    ["https://*.example.com/callback", "https://a_b.example.com/callback"],
    ["https://pr-*-app.example.com/cb", "https://pr-7-app.example.com/cb"],
    ["http://localhost:*/callback", "http://localhost:61234/callback"],
    ["http://localhost:*/callback", "http://localhost/callback"],
    ["http://[::1]:*/callback", "http://[::1]:8080/callback"],
    ["https://app.example.com/cb?x=1", "https://app.example.com/cb?x=1"],
  ])("%s covers %s", (registered, requested) => {
    expect(coversRedirectUri(registered, requested)).toBe(true);
  });

  it.each([
    ["final slash", "https://app.example.com/callback", "https://app.example.com/callback/"],
    ["case of the path", "https://app.example.com/Callback", "https://app.example.com/callback"],
    ["localhost for 127.0.0.1", "http://127.0.0.1:5173/cb", "http://localhost:5173/cb"],
    ["another port", "http://localhost:5173/cb", "http://localhost:5174/cb"],
    ["two levels", "https://*.example.com/cb", "https://a.b.example.com/cb"],
    ["no label", "https://*.example.com/cb", "https://.example.com/cb"],
    ["the parent itself", "https://*.example.com/cb", "https://example.com/cb"],
    ["http for https", "https://*.example.com/cb", "http://a.example.com/cb"],
    ["another path", "https://*.example.com/cb", "https://a.example.com/other"],
    ["a port under a wildcard", "https://*.example.com/cb", "https://a.example.com:8443/cb"],
    ["a suffix attack", "https://*.example.com/cb", "https://a.example.com.evil.test/cb"],
    ["a name before @", "https://*.example.com/cb", "https://a.example.com@evil.test/cb"],
    ["the wildcard itself", "https://*.example.com/cb", "https://*.example.com/cb"],
    ["the wildcard itself, exactly", "https://app.test/cb*", "https://app.test/cb*"],
    ["an added query", "https://app.example.com/cb", "https://app.example.com/cb?x=1"],
    ["nothing", "https://*.example.com/cb", ""],
  ])("differs by %s", (_name, registered, requested) => {
    expect(coversRedirectUri(registered, requested)).toBe(false);
  });

  const anyLabel = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/);
  const anyText = fc.oneof(fc.webUrl(), fc.string(), fc.constant("https://a.example.com/cb"));

  it("covers exactly the labels WorkOS names: letters, digits, hyphen, underscore", () => {
    fc.assert(
      fc.property(anyLabel, (label) => {
        const uri = `https://x-${label}.example.com/cb`;
        expect(coversRedirectUri("https://x-*.example.com/cb", uri)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (label) => {
        fc.pre(!/^[A-Za-z0-9_-]+$/.test(label));
        const uri = `https://${label}.example.com/cb`;
        expect(coversRedirectUri("https://*.example.com/cb", uri)).toBe(false);
      }),
    );
  });

  it("without a wildcard is equality", () => {
    fc.assert(
      fc.property(anyText, anyText, (registered, requested) => {
        fc.pre(!registered.includes("*") && !requested.includes("*"));
        expect(coversRedirectUri(registered, requested)).toBe(registered === requested);
      }),
    );
  });

  it("whatever a registered wildcard covers stays on the registered site", () => {
    fc.assert(
      fc.property(anyText, (requested) => {
        if (!coversRedirectUri("https://*.example.com/cb", requested)) return;
        expect(new URL(requested).hostname.endsWith(".example.com")).toBe(true);
      }),
    );
  });
});
