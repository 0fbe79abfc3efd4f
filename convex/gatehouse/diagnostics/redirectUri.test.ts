import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { browserForm, findRegistration, registrationProblems } from "./redirectUri";

const production = "production" as const;
const staging = "staging" as const;

describe("registrationProblems", () => {
  it.each([
    ["https://app.example.com/callback", production, []],
    ["http://localhost:5173/callback", staging, []],
    ["http://localhost:5173/callback", production, ["http-in-production"]],
    ["http://127.0.0.1:5173/callback", production, []],
    ["http://app.example.com/callback", production, ["http-in-production"]],
    ["http://app.example.com/callback", staging, []],
    ["https://*.sub.example.com/callback", production, []],
    ["https://prefix-*-suffix.example.com/callback", production, []],
    ["https://sub.*.example.com/callback", production, ["wildcard-not-leftmost"]],
    ["https://*.*.example.com/callback", production, ["several-wildcards"]],
    ["https://*.ngrok-free.app/callback", production, ["wildcard-on-public-suffix"]],
    ["https://deploy-preview-*.netlify.app/callback", production, ["wildcard-on-public-suffix"]],
    ["https://*.co.uk/callback", production, ["wildcard-on-public-suffix"]],
    ["https://*.com/callback", staging, ["wildcard-on-public-suffix"]],
    ["https://deploy-*.my-app.netlify.app/callback", production, []],
    ["https://*.csb.app/callback", staging, ["wildcard-on-public-suffix"]],
    ["https://*.a.run.app/callback", production, ["wildcard-on-public-suffix"]],
    ["https://*.example.com.ar/callback", production, []],
    ["https://app.example.com/*", production, ["wildcard-outside-host"]],
    ["https://app.example.com/callback?next=*", staging, ["wildcard-outside-host"]],
    ["http://localhost:3000/*", staging, ["wildcard-outside-host"]],
    ["https://*.example.com/*", production, ["several-wildcards"]],
    ["http://*.example.com/callback", production, ["wildcard-with-http"]],
    ["http://*.example.com/callback", staging, []],
    ["http://localhost:*/auth/callback", staging, []],
    ["http://127.0.0.1:*/auth/callback", production, []],
    ["https://app.example.com:*/callback", staging, ["port-wildcard-not-loopback"]],
    ["https://bücher.example/callback", staging, ["not-punycode"]],
    ["https://xn--bcher-kva.example/callback", staging, []],
    ["/callback", staging, ["not-an-address"]],
    ["", staging, ["not-an-address"]],
    ["https:///callback", staging, ["not-an-address"]],
  ] as const)("%s in %s: %j", (uri, kind, expected) => {
    expect(registrationProblems(uri, kind)).toEqual(expected);
  });
});

describe("findRegistration", () => {
  const list = [
    "https://app.example.com/callback",
    "https://*.preview.example.com/callback",
    "https://pr-*-web.example.com/callback",
    "http://localhost:*/callback",
    "https://*.netlify.app/callback",
    "https://user.example.com/cb?from=workos",
    "https://paths.example.com/*",
  ];
  it.each([
    ["https://app.example.com/callback", "https://app.example.com/callback"],
    ["https://app.example.com/callback/", null],
    ["https://app.example.com/Callback", null],
    ["https://APP.example.com/callback", null],
    ["http://app.example.com/callback", null],
    ["https://app.example.com:443/callback", null],
    ["https://a.preview.example.com/callback", "https://*.preview.example.com/callback"],
    ["https://feature_1-x.preview.example.com/callback", "https://*.preview.example.com/callback"],
    ["https://a.b.preview.example.com/callback", null],
    ["https://preview.example.com/callback", null],
    ["https://.preview.example.com/callback", null],
    ["https://pr-7-web.example.com/callback", "https://pr-*-web.example.com/callback"],
    ["https://pr--web.example.com/callback", null],
    ["https://pr-web.example.com/callback", null],
    ["http://localhost:4321/callback", "http://localhost:*/callback"],
    ["http://localhost/callback", "http://localhost:*/callback"],
    ["http://127.0.0.1:4321/callback", null],
    ["https://anything.netlify.app/callback", null],
    ["https://*.preview.example.com/callback", null],
    ["https://user.example.com/cb?from=workos", "https://user.example.com/cb?from=workos"],
    ["https://user.example.com/cb", null],
    ["https://paths.example.com/callback", null],
    ["javascript:alert(1)", null],
    ["", null],
  ])("%s → %s", (runtime, expected) => {
    expect(findRegistration(runtime, list, staging)).toBe(expected);
  });

  it("refuses http in production even when it is on the list", () => {
    const uri = "http://localhost:5173/callback";
    expect(findRegistration(uri, [uri], staging)).toBe(uri);
    expect(findRegistration(uri, [uri], production)).toBeNull();
  });

  it("never lets a wildcard reach across a dot, a slash or a port (property)", () => {
    const hostile = fc.string({ unit: fc.constantFrom(..."ab-_.:/@?#%*é "), maxLength: 12 });
    fc.assert(
      fc.property(hostile, (label) => {
        const found = findRegistration(
          `https://${label}.preview.example.com/callback`,
          ["https://*.preview.example.com/callback"],
          staging,
        );
        expect(found !== null).toBe(/^[A-Za-z0-9_-]+$/.test(label));
      }),
    );
  });

  it("always finds an address that is on the list as it is (property)", () => {
    const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);
    fc.assert(
      fc.property(fc.array(label, { minLength: 2, maxLength: 4 }), label, (host, path) => {
        const uri = `https://${host.join(".")}/${path}`;
        expect(findRegistration(uri, ["https://other.example/x", uri], production)).toBe(uri);
      }),
    );
  });
});

describe("browserForm", () => {
  it.each([
    ["https://bücher.example/Callback?x=1", "https://xn--bcher-kva.example/Callback?x=1"],
    ["https://APP.example.com:443/a/", "https://app.example.com:443/a/"],
    ["nonsense", "nonsense"],
  ])("%s → %s", (typed, expected) => {
    expect(browserForm(typed)).toBe(expected);
  });
});
