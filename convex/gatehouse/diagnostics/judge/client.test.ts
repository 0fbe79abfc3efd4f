import { describe, expect, it } from "vitest";
import {
  CLIENT,
  clientOnly,
  development,
  environmentEvidence,
  OTHER_CLIENT,
  production,
  seen,
  soundFacts,
  withCookie,
} from "../../../../tests/diagnostics/fixtures";
import type { EvidenceFacts } from "../evidence";
import { judge } from "./judge";

const sound = soundFacts();
const bundle = (facts: Partial<EvidenceFacts["bundle"]>) => ({
  bundle: { ...sound.bundle, ...facts },
});
const variables = (
  side: "convex" | "hosting" | "server",
  ...list: [name: string, length: number | null, prefix?: string, value?: string][]
) => ({
  environmentVariables: {
    side,
    variables: list.map(([name, length, prefix = null, value = null]) => ({
      name,
      length,
      prefix,
      value,
    })),
  },
});

describe("the client", () => {
  it.each([
    [
      bundle({ clientIds: [OTHER_CLIENT] }),
      "production-differs-from-local",
      `contains ${OTHER_CLIENT} instead of ${CLIENT}`,
    ],
    [bundle({ clientIds: [] }), "production-differs-from-local", "contains none instead"],
    [
      bundle({ convexUrls: ["http://127.0.0.1:3210"] }),
      "production-differs-from-local",
      "http://127.0.0.1:3210 instead of https://happy-otter-123.convex.cloud",
    ],
    [bundle({ apiHosts: [] }), "api-hostname-missing-at-build", "so it talks to api.workos.com"],
    [variables("convex", ["WORKOS_CLIENT_ID", null]), "auth-config-variable-missing", "in Convex"],
    [
      variables("hosting", ["VITE_WORKOS_CLIENT_ID", 0]),
      "client-id-missing",
      "is there, but empty on the hosting platform",
    ],
    [variables("convex", ["WORKOS_API_KEY", null]), "api-key-missing", "WORKOS_API_KEY is not set"],
    [variables("hosting", ["VITE_REDIRECT_URI", 0]), "redirect-uri-empty", "VITE_REDIRECT_URI"],
    [
      variables("convex", ["WORKOS_API_KEY", 60, "sk_test_"]),
      "environments-mixed",
      "begins with sk_test_",
    ],
    [
      variables("convex", ["WORKOS_CLIENT_ID", 31, "client_", OTHER_CLIENT]),
      "environments-mixed",
      `WORKOS_CLIENT_ID is ${OTHER_CLIENT}`,
    ],
    [{ apiKeyProbe: { status: 401 } }, "api-key-refused", "WorkOS answers 401"],
    [
      { tokenClaims: { ...sound.tokenClaims, clientId: OTHER_CLIENT } },
      "environments-mixed",
      "The token was made for",
    ],
    [
      { authorizeProbe: { ...sound.authorizeProbe, hasSelector: false } },
      "connection-selector-missing",
      "none of provider",
    ],
  ])("%#: %j", (changes, code, words) => {
    const [first] = judge(environmentEvidence(changes), clientOnly());
    expect(first).toMatchObject({ code, certainty: "proven" });
    expect(first?.sentence).toContain(words);
  });

  it.each([
    variables("hosting", ["VITE_REDIRECT_URI", null]),
    variables("hosting", ["ANALYTICS_KEY", null]),
    { apiKeyProbe: { status: 429 } },
    { apiKeyProbe: { status: 500 } },
    bundle({ scripts: 0, clientIds: [] }),
    bundle({ convexUrls: [`${production.convexUrl}/`] }),
  ])("is left alone: %j", (changes) => {
    expect(judge(environmentEvidence(changes), clientOnly())).toEqual([]);
  });

  it("is looked at by its form, except at a stand-in on this machine", () => {
    const odd = { ...production, clientId: "prj_connect" };
    const standIn = { ...development, clientId: "client_local", apiHost: "127.0.0.1:4100" };
    expect(judge([], clientOnly(odd))).toMatchObject([{ code: "client-id-invalid" }]);
    expect(judge([], clientOnly(standIn))).toEqual([]);
  });
});

describe("where a client-only app keeps its session", () => {
  const plain = { ...production, apiHost: "api.workos.com" };

  it("is a third-party cookie without a custom domain", () => {
    expect(judge(environmentEvidence({}, plain), clientOnly(plain))).toMatchObject([
      { code: "third-party-cookie-blocked", certainty: "likely" },
    ]);
  });

  it("is localStorage with devMode, which is a risk and no failure", () => {
    const changes = { bundle: { ...soundFacts(plain).bundle, devMode: true } };
    expect(judge(environmentEvidence(changes, plain), clientOnly(plain))).toMatchObject([
      { code: "refresh-token-in-local-storage", severity: "advisory" },
    ]);
  });

  it("does not matter on localhost, nor for an app with a server", () => {
    const local = [seen("bundle", soundFacts(development).bundle)];
    expect(judge(local, clientOnly(development))).toEqual([]);
    expect(judge([seen("bundle", soundFacts(plain).bundle)], withCookie(plain))).toEqual([]);
  });
});
