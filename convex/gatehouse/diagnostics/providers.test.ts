import { describe, expect, it } from "vitest";
import { matchProvider, providerVerdict, sameIssuer } from "./providers";
import type { ConvexProvider } from "./providers";

const client = "client_01ABC";
const first: ConvexProvider = {
  type: "customJwt",
  issuer: "https://api.workos.com/",
  applicationID: client,
};
const second: ConvexProvider = {
  type: "customJwt",
  issuer: `https://api.workos.com/user_management/${client}`,
};

describe("sameIssuer", () => {
  it.each([
    ["https://api.workos.com/", "https://api.workos.com", true],
    ["api.workos.com", "https://api.workos.com/", true],
    ["http://127.0.0.1:4100/x", "http://127.0.0.1:4100/x/", true],
    ["https://api.workos.com", "http://api.workos.com", false],
    ["https://api.workos.com", "https://auth.example.com", false],
    ["https://api.workos.com/A", "https://api.workos.com/a", false],
  ])("%s and %s: %s", (a, b, expected) => {
    expect(sameIssuer(a, b)).toBe(expected);
  });
});

describe("providerVerdict", () => {
  it.each([
    [first, { issuer: "https://api.workos.com", audience: [client] }, "matches"],
    [first, { issuer: "https://api.workos.com", audience: ["x", client] }, "matches"],
    [first, { issuer: "https://api.workos.com", audience: [] }, "no-audience"],
    [first, { issuer: "https://api.workos.com", audience: ["other"] }, "other-audience"],
    [first, { issuer: "https://auth.example.com", audience: [client] }, "other-issuer"],
    [second, { issuer: second.issuer, audience: [] }, "matches"],
    [second, { issuer: null, audience: [] }, "other-issuer"],
  ] as const)("%# → %s", (provider, token, verdict) => {
    expect(providerVerdict(provider, token)).toBe(verdict);
  });
});

describe("matchProvider", () => {
  it("takes the first that matches", () => {
    const token = { issuer: second.issuer, audience: [client] };
    expect(matchProvider([first, second, second], token)).toEqual({
      index: 1,
      verdicts: ["other-issuer", "matches", "matches"],
    });
  });

  it("finds none in an empty configuration", () => {
    expect(matchProvider([], { issuer: "x", audience: [] })).toEqual({ index: null, verdicts: [] });
  });
});
