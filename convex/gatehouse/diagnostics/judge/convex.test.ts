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
} from "../../../../tests/diagnostics/fixtures";
import type { Evidence, EvidenceFacts } from "../evidence";
import type { ConvexProvider } from "../providers";
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

describe("the deployed providers, without a token", () => {
  const [older, modern] = sound.providers.providers;
  const providers = (...changes: object[]) => {
    const list = [older, modern].map((one, index) => ({ ...one, ...changes[index] }));
    return [seen("providers", { providers: list as ConvexProvider[] })];
  };
  const found = (evidence: Evidence[]) =>
    judge(evidence, clientOnly()).map(({ code, certainty, sentence }) => [
      code,
      certainty,
      sentence,
    ]);
  const foreignKeys = { jwks: `https://api.workos.com/sso/jwks/${OTHER_CLIENT}` };

  it("must ask for this client", () => {
    expect(found(providers({}, { applicationID: OTHER_CLIENT }))).toEqual([
      [
        "convex-provider-mismatch",
        "likely",
        `The provider with the issuer https://auth.example.com/user_management/${CLIENT} in auth.config.ts asks for tokens made for ${OTHER_CLIENT} (applicationID), but Production belongs to ${CLIENT}.`,
      ],
    ]);
  });

  it("must ask for it in the older form too, which only some environments issue", () => {
    expect(found(providers({ applicationID: OTHER_CLIENT }))).toEqual([
      ["convex-provider-mismatch", "possible", expect.stringContaining("WorkOS's older form")],
    ]);
  });

  it("must read this client's keys", () => {
    expect(found(providers({}, foreignKeys))).toEqual([
      [
        "signing-key-unknown",
        "likely",
        expect.stringContaining(`reads the keys of ${OTHER_CLIENT}`),
      ],
    ]);
  });

  it("may have others beside them", () => {
    const others = [
      {
        type: "customJwt" as const,
        issuer: "https://auth.example.com/",
        applicationID: OTHER_CLIENT,
      },
      { type: "oidc" as const, issuer: "https://accounts.example.org", applicationID: "web" },
    ];
    const all = { providers: [...others, ...sound.providers.providers] };
    expect(found([seen("providers", all)])).toEqual([]);
  });

  it("are not guessed about once a real token of the app is at hand", () => {
    const wrongOlder = providers({ applicationID: OTHER_CLIENT });
    expect(found([...wrongOlder, seen("tokenClaims", sound.tokenClaims)])).toEqual([]);
    const ofConsole = {
      ...sound.tokenClaims,
      issuer: `https://api.workos.com/user_management/${CLIENT}`,
    };
    const alsoConsole = seen("providers", {
      providers: [{ type: "customJwt" as const, issuer: ofConsole.issuer }],
    });
    expect(found([alsoConsole, seen("tokenClaims", ofConsole)])).toMatchObject([
      ["custom-domain-issuer-missing", "likely", expect.stringContaining("auth.example.com")],
    ]);
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
