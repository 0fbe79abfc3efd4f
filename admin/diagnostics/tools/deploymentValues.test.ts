import { describe, expect, it } from "vitest";
import { deploymentValues } from "./deploymentValues";

const OWN = {
  clientId: "client_01OWN",
  convexUrl: "https://own-1.convex.cloud",
  webhookUrl: "https://own-1.convex.site/workos/webhook",
  usesThisWorkos: true,
  usesThisConvex: true,
};
const OTHER = { ...OWN, clientId: "client_01OTHER", usesThisWorkos: false, usesThisConvex: false };
const PROVIDERS = [
  { type: "customJwt" as const, issuer: "https://api.workos.com/", applicationID: "client_01AUD" },
];

describe("what is known when no environment is judged", () => {
  it.each([
    ["its own environment's", [OTHER, OWN], "client_01OWN"],
    ["the only environment's", [OTHER], "client_01OTHER"],
    ["the deployed providers', when it could be either", [OTHER, OTHER], "client_01AUD"],
    ["the deployed providers', with nothing registered", [], "client_01AUD"],
  ])("the client ID is %s", (_whose, environments, clientId) => {
    expect(deploymentValues(environments, PROVIDERS).clientId).toBe(clientId);
  });

  it("is nothing where nothing is known", () => {
    expect(deploymentValues([])).toEqual({});
  });
});
