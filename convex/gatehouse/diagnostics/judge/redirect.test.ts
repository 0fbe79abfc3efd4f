import { describe, expect, it } from "vitest";
import {
  clientOnly,
  development,
  environmentEvidence,
  production,
  seen,
  soundFacts,
  withCookie,
} from "../../../../tests/diagnostics/fixtures";
import { judge } from "./judge";
import type { EnvironmentRecord } from "./types";

const list = (...uris: string[]) => ({
  redirectUris: { uris: uris.map((uri) => ({ uri, isDefault: false })) },
});
const runtime = (redirectUri: string | null, handledPath: string | null = null) => ({
  runtimeRedirectUri: { redirectUri, handledPath },
});
const preview: EnvironmentRecord = {
  ...production,
  name: "Preview",
  appUrl: "https://deploy-preview-7--shop.netlify.app",
  redirectUri: "https://deploy-preview-7--shop.netlify.app/callback",
};

describe("an environment with nothing but a pattern", () => {
  const pattern = "https://*.preview.example.com/callback";
  const previews: EnvironmentRecord = { ...production, redirectUri: pattern };
  const codes = (...uris: string[]) =>
    judge([seen("redirectUris", list(...uris).redirectUris)], clientOnly(previews)).map(
      ({ code, certainty }) => [code, certainty],
    );

  it("does not take the pattern for what the app sends", () => {
    expect(codes(pattern)).toEqual([]);
  });

  it("is missed on WorkOS's list", () => {
    expect(codes(production.redirectUri)).toEqual([["redirect-uri-not-registered", "likely"]]);
  });
});

describe("the redirect URI", () => {
  it.each([
    [
      "is not on the list",
      production,
      list("https://other.example/x"),
      "redirect-uri-not-registered",
      "The callback address https://app.example.com/callback is not on WorkOS's list.",
    ],
    [
      "misses the list by a slash",
      production,
      list("https://app.example.com/callback/"),
      "redirect-uri-not-registered",
      "https://app.example.com/callback/ is there, and differs only in the slash at the end",
    ],
    [
      "is under the other loopback name",
      development,
      list("http://127.0.0.1:5173/callback"),
      "redirect-uri-loopback-mismatch",
      "to WorkOS these are two addresses",
    ],
    [
      "is a preview's under a wildcard WorkOS refuses",
      preview,
      list("https://deploy-preview-*.netlify.app/callback"),
      "redirect-uri-preview-not-covered",
      "WorkOS refuses such a wildcard",
    ],
    [
      "seems to be covered by a * in the path",
      production,
      list("https://app.example.com/*"),
      "redirect-uri-not-registered",
      "The entry https://app.example.com/* looks as if it covered it",
    ],
    [
      "is a pattern",
      production,
      runtime("https://*.example.com/callback"),
      "redirect-uri-literal-wildcard",
      "https://*.example.com/callback",
    ],
    ["is empty", production, runtime(""), "redirect-uri-empty", "empty"],
    [
      "is the container's",
      production,
      runtime("https://0.0.0.0:3000/callback"),
      "redirect-to-internal-host",
      "0.0.0.0:3000",
    ],
    [
      "is the developer's machine's",
      production,
      runtime("http://localhost:5173/callback"),
      "production-differs-from-local",
      "The app lives at https://app.example.com",
    ],
    [
      "has no https",
      production,
      runtime("http://app.example.com/callback"),
      "redirect-uri-http-in-production",
      "http://app.example.com/callback has no https",
    ],
    [
      "was registered with special letters",
      { ...production, redirectUri: "https://xn--bcher-kva.example/callback" },
      {
        ...runtime("https://xn--bcher-kva.example/callback"),
        ...list("https://bücher.example/callback"),
      },
      "redirect-uri-not-punycode",
      "browsers send https://xn--bcher-kva.example/callback",
    ],
  ])("%s", (_name, environment, changes, code, words) => {
    const [first] = judge(environmentEvidence(changes, environment), clientOnly(environment));
    expect(first).toMatchObject({ code, certainty: "proven" });
    expect(first?.sentence).toContain(words);
  });

  it("is taken from the record when nothing else is known", () => {
    const evidence = [seen("redirectUris", { uris: [] })];
    expect(judge(evidence, clientOnly())).toMatchObject([
      { code: "redirect-uri-not-registered", subject: production.redirectUri },
    ]);
  });

  it("tells exactly what to add, and where", () => {
    const [first] = judge(environmentEvidence(list()), clientOnly());
    expect(first?.remedy[1]).toBe(
      "Add exactly https://app.example.com/callback, with the same scheme, host, port, path and trailing slash.",
    );
    expect(first?.link).toEqual({
      label: "Redirects",
      href: "https://dashboard.workos.com/environment_01HZX3/redirects",
    });
  });

  it("joins list, probe and address in one finding", () => {
    const probe = {
      ...soundFacts().authorizeProbe,
      location: "https://error.workos.com/sso/redirect-uri-invalid",
    };
    const findings = judge(environmentEvidence({ ...list(), authorizeProbe: probe }), clientOnly());
    expect(findings).toHaveLength(1);
    expect(findings[0]?.evidence.map((one) => one.kind)).toEqual([
      "redirectUris",
      "runtimeRedirectUri",
      "authorizeProbe",
    ]);
  });

  it("is only likely wrong when the probe alone says so", () => {
    const probe = {
      ...soundFacts().authorizeProbe,
      location: "https://error.workos.com/sso/redirect-uri-invalid",
    };
    expect(judge([seen("authorizeProbe", probe)], clientOnly())).toMatchObject([
      { code: "redirect-uri-not-registered", certainty: "likely" },
    ]);
  });

  it("warns of wildcards that match nothing, after everything else", () => {
    const changes = list(production.redirectUri, "https://*.netlify.app/callback");
    expect(judge(environmentEvidence(changes), clientOnly())).toMatchObject([
      { code: "redirect-uri-wildcard-refused", severity: "advisory", certainty: "likely" },
    ]);
  });

  it("is accepted with a wildcard that WorkOS allows", () => {
    const own = { ...preview, redirectUri: "https://pr-7.preview.example.com/callback" };
    const changes = list("https://*.preview.example.com/callback");
    expect(judge(environmentEvidence(changes, own), clientOnly(own))).toEqual([]);
  });
});

describe("the callback", () => {
  const probe = (facts: object) => ({
    callbackProbe: { ...soundFacts().callbackProbe, ...facts },
  });

  it.each([
    [{ status: 404 }, "callback-not-served", "status 404"],
    [{ contentType: "application/json" }, "callback-not-served", "application/json instead"],
    [
      { status: 302, location: "https://0.0.0.0:3000/" },
      "redirect-to-internal-host",
      "0.0.0.0:3000",
    ],
    [{ status: 307, location: "/login" }, "callback-behind-guard", "app.example.com/login"],
    [
      { status: 302, location: "https://api.workos.com/user_management/authorize?x=1" },
      "callback-behind-guard",
      "api.workos.com/user_management/authorize",
    ],
  ])("%j", (facts, code, words) => {
    const [first] = judge(environmentEvidence(probe(facts)), clientOnly());
    expect(first).toMatchObject({ code, certainty: "proven" });
    expect(first?.sentence).toContain(words);
  });

  it.each([
    { status: 400, contentType: "application/json" },
    { status: 500, contentType: null },
    { status: 302, location: "/", contentType: null },
    { status: 302, location: "http://[broken", contentType: null },
  ])("of a server may answer a missing code with %j", (facts) => {
    expect(judge([seen("callbackProbe", probe(facts).callbackProbe)], withCookie())).toEqual([]);
  });

  it("must be on the path the app handles", () => {
    const changes = runtime("https://app.example.com/callback", "/auth/callback");
    expect(judge(environmentEvidence(changes), clientOnly())).toMatchObject([
      { code: "callback-path-mismatch", sentence: expect.stringContaining("/auth/callback") },
    ]);
    expect(
      judge(environmentEvidence(runtime(production.redirectUri, "/callback/")), clientOnly()),
    ).toEqual([]);
  });

  it("must be so at every address, not only the first", () => {
    const addresses = ["https://app.example.com/auth/callback", "https://app.example.com/callback"];
    const evidence = addresses.map((redirectUri) =>
      seen("runtimeRedirectUri", { redirectUri, handledPath: "/auth/callback" }),
    );
    expect(judge(evidence, clientOnly())).toMatchObject([
      { code: "callback-path-mismatch", subject: "https://app.example.com/callback" },
    ]);
  });
});
