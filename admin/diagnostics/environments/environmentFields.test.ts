import { describe, expect, it } from "vitest";
import { savedOf, typedOf, type Environment } from "./environmentFields";

const PRODUCTION: Environment = {
  _id: "env1" as Environment["_id"],
  name: "Production",
  appUrl: "https://app.example.com",
  redirectUris: ["https://app.example.com/callback", "https://www.example.com/callback"],
  authMode: "cookie",
  apiHost: "auth.example.com",
  clientId: "client_01",
  callbackPath: null,
  checklist: { signInEndpoint: "https://app.example.com/login", homepageUrl: null },
  workosEnvironmentId: "environment_01",
  kind: "production",
  convexUrl: "https://happy-otter-123.convex.cloud",
  webhookUrl: "https://happy-otter-123.convex.site/workos/webhook",
  usesThisWorkos: true,
  usesThisConvex: true,
  createdAt: 1,
  updatedAt: 1,
};

describe("the environment form", () => {
  it("saves what it was opened with unchanged", () => {
    expect(savedOf(typedOf(PRODUCTION), PRODUCTION._id, true)).toEqual({
      id: "env1",
      name: "Production",
      appUrl: "https://app.example.com",
      redirectUris: PRODUCTION.redirectUris,
      authMode: "cookie",
      apiHost: "auth.example.com",
      clientId: "client_01",
      kind: "production",
      workosEnvironmentId: "environment_01",
      checklist: PRODUCTION.checklist,
    });
  });

  it("keeps another deployment's address, and leaves this one's out", () => {
    const elsewhere = { ...PRODUCTION, usesThisConvex: false };
    expect(typedOf(elsewhere).convexUrl).toBe(PRODUCTION.convexUrl);
    expect(typedOf(PRODUCTION).convexUrl).toBe("");
  });

  it("begins empty, with what most apps have", () => {
    expect(typedOf(null)).toMatchObject({
      name: "",
      authMode: "client-only",
      apiHost: "api.workos.com",
    });
  });

  it("takes redirect URIs from lines, however they are spaced", () => {
    const typed = { ...typedOf(PRODUCTION), redirectUris: " https://a/cb\n\n  https://b/cb \n" };
    expect(savedOf(typed, null, false).redirectUris).toEqual(["https://a/cb", "https://b/cb"]);
  });

  it.each([
    ["yes", true],
    ["no", false],
  ] as const)("notes sign-out redirects, and whether a sign-out was seen: %s", (answer, asks) => {
    const typed = {
      ...typedOf(PRODUCTION),
      signOutAsksAgain: answer,
      signOutRedirects: " https://a ",
    };
    const { checklist } = savedOf(typed, null, true);
    expect(checklist).toMatchObject({ signOutRedirects: "https://a", signOutAsksAgain: asks });
    expect(typedOf({ ...PRODUCTION, checklist: checklist ?? null })).toMatchObject({
      ...{ signOutAsksAgain: answer, signOutRedirects: "https://a" },
    });
  });

  it("tells “not looked up” from “looked up, and not set”", () => {
    const typed = { ...typedOf(PRODUCTION), signInEndpoint: "", homepageUrl: " " };
    expect(savedOf(typed, null, false)).not.toHaveProperty("checklist");
    expect(savedOf(typed, null, true).checklist).toEqual({
      signInEndpoint: null,
      homepageUrl: null,
    });
  });
});
