import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { gatehouseProviders } from "./auth";

const JWKS = "https://api.workos.com/sso/jwks/client_1";
const shared = { type: "customJwt", algorithm: "RS256", jwks: JWKS } as const;
const newer = { ...shared, issuer: "https://api.workos.com/user_management/client_1" };
const older = { ...shared, issuer: "https://api.workos.com/", applicationID: "client_1" };

beforeEach(() => void vi.stubEnv("WORKOS_CLIENT_ID", "client_1"));
afterEach(() => vi.unstubAllEnvs());

describe("gatehouseProviders", () => {
  it("gives both issuers of WorkOS to an app that has none", () => {
    expect(gatehouseProviders()).toEqual([older, newer]);
  });

  it("keeps an app's own provider of another service first", () => {
    const other = { domain: "https://clerk.example.com", applicationID: "convex" };
    expect(gatehouseProviders([other])).toEqual([other, older, newer]);
  });

  it("takes providers whose variables may be unset, and leaves it to Convex to say so", () => {
    const [unset] = [] as string[];
    const clerk = { domain: unset, applicationID: "convex" };
    expect(gatehouseProviders([clerk])).toEqual([clerk, older, newer]);
  });

  it.each([
    ["as they are", [older, newer]],
    ["with a slash more", [{ ...older, issuer: "https://api.workos.com" }, newer]],
    [
      "with keys of the app's choosing",
      [older, { ...newer, jwks: "https://app.example.com/jwks" }],
    ],
  ])("adds none that is there already, %s", (_name, existing) => {
    expect(gatehouseProviders(existing)).toEqual(existing);
  });
});
