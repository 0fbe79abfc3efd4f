import { describe, expect, it } from "vitest";
import {
  CLIENT,
  clientOnly,
  environmentEvidence,
  OTHER_CLIENT,
  production,
  seen,
  soundBrowser,
  soundFacts,
} from "../../../tests/diagnostics/fixtures";
import type { EvidenceFacts } from "../evidence";
import { judge } from "./judge";

const sound = soundFacts();
const token = (facts: Partial<EvidenceFacts["tokenClaims"]>) => ({
  tokenClaims: { ...sound.tokenClaims, ...facts },
});
const plainIssuer = "https://api.workos.com/";
const onlyPlain = {
  providers: {
    providers: [{ type: "customJwt" as const, issuer: plainIssuer, applicationID: CLIENT }],
  },
};

describe("Convex and the token", () => {
  it.each([
    [
      "no providers",
      { providers: { providers: [] } },
      "convex-provider-mismatch",
      "auth.config.ts has no providers",
    ],
    [
      "another client's provider",
      {
        providers: {
          providers: [
            {
              type: "customJwt" as const,
              issuer: "https://auth.example.com/",
              applicationID: OTHER_CLIENT,
            },
          ],
        },
      },
      "convex-provider-mismatch",
      OTHER_CLIENT,
    ],
    ["a custom domain", onlyPlain, "custom-domain-issuer-missing", "auth.example.com"],
    [
      "no audience",
      { ...onlyPlain, ...token({ issuer: plainIssuer, audience: [] }) },
      "token-without-audience",
      "has no aud",
    ],
    [
      "an unknown key",
      token({ keyId: "old_key" }),
      "signing-key-unknown",
      "signed with the key old_key",
    ],
    [
      "a forged signature",
      token({ signature: "invalid" }),
      "token-signature-invalid",
      "does not fit",
    ],
    [
      "a missing key list",
      { jwks: { ...sound.jwks, status: 404, keyIds: [] } },
      "jwks-unreachable",
      "status 404",
    ],
    [
      "a key list that is a page",
      { jwks: { ...sound.jwks, contentType: "text/html" } },
      "jwks-unreachable",
      "content type text/html",
    ],
    ["an empty key list", { jwks: { ...sound.jwks, keyIds: [] } }, "jwks-unreachable", "no keys"],
  ])("%s", (_name, changes, code, words) => {
    const [first] = judge(environmentEvidence(changes), clientOnly());
    expect(first).toMatchObject({ code, certainty: "proven" });
    expect(first?.sentence).toContain(words);
  });

  it("says in the command what to set", () => {
    const mismatch = {
      providers: {
        providers: [{ type: "customJwt" as const, issuer: "https://auth.example.com/x" }],
      },
    };
    expect(judge(environmentEvidence(mismatch), clientOnly())[0]?.link).toEqual({
      command: `npx convex env set WORKOS_CLIENT_ID ${CLIENT}`,
    });
  });

  it("does not mind a slash at the end of the issuer", () => {
    expect(
      judge(environmentEvidence(token({ issuer: "https://auth.example.com" })), clientOnly()),
    ).toEqual([]);
  });

  it("compares providers with the record when no token is at hand", () => {
    expect(judge([seen("providers", onlyPlain.providers)], clientOnly())).toMatchObject([
      { code: "custom-domain-issuer-missing", certainty: "likely" },
    ]);
    const plain = { ...production, apiHost: "api.workos.com" };
    expect(judge([seen("providers", { providers: [] })], clientOnly(plain))).toMatchObject([
      { code: "convex-provider-mismatch", certainty: "likely" },
    ]);
    expect(judge([seen("providers", sound.providers)], clientOnly())).toEqual([]);
  });
});

describe("the app's own state", () => {
  const app = (state: object) => {
    const check = soundBrowser("app.example.com");
    const signedOut = {
      authkitUser: true,
      convexAuthenticated: false,
      convexWasAuthenticated: false,
      convexLoadingMs: 0,
    };
    return [seen("selfCheck", { ...check, app: { ...signedOut, ...state } })];
  };

  it.each([
    [{ convexLoadingMs: 20_000 }, "convex-loading-never-ends", "likely"],
    [{ convexWasAuthenticated: true }, "convex-token-refresh-ignored", "likely"],
    [{}, "convex-provider-mismatch", "possible"],
  ])("%j → %s", (state, code, certainty) => {
    expect(judge(app(state), clientOnly())).toMatchObject([{ code, certainty }]);
  });

  it("signed out on both sides is no finding", () => {
    expect(judge(app({ authkitUser: false }), clientOnly())).toEqual([]);
  });
});
