import { describe, expect, it } from "vitest";
import { withoutOwnAddress } from "./ownAddress";

/** What `npx convex dev` writes when it pushed to the embedded backend. */
const WRITTEN = {
  VITE_CONVEX_URL: "http://127.0.0.1:3210",
  VITE_CONVEX_SITE_URL: "http://127.0.0.1:3211",
};

describe("withoutOwnAddress", () => {
  it.each([
    ["what the CLI wrote", WRITTEN],
    ["other ports", { VITE_CONVEX_URL: "http://127.0.0.1:9001" }],
    ["the name of this machine", { VITE_CONVEX_URL: "http://localhost:3210/" }],
    ["what is left when somebody took one line out", { VITE_CONVEX_SITE_URL: "http://[::1]:3211" }],
  ])("takes out %s", (_name, env) => {
    expect(withoutOwnAddress({ ...env, GATEHOUSE_ADMINS: "ada@example.com" })).toEqual({
      GATEHOUSE_ADMINS: "ada@example.com",
    });
  });

  it.each([
    ["our own admin key", { CONVEX_SELF_HOSTED_ADMIN_KEY: "gatehouse-local|0f" }],
    ["a deployment of before", { CONVEX_DEPLOYMENT: "dev:happy-otter-123" }],
  ])("also beside %s", (_name, env) => {
    expect(withoutOwnAddress({ ...WRITTEN, ...env })).toEqual(env);
  });

  it.each([
    ["in the cloud", { VITE_CONVEX_URL: "https://happy-otter-123.convex.cloud" }],
    ["on another machine", { VITE_CONVEX_URL: "http://10.0.0.5:3210" }],
    ["with an address that is none", { VITE_CONVEX_URL: "127.0.0.1:3210" }],
    ["self-hosted here", { ...WRITTEN, CONVEX_SELF_HOSTED_ADMIN_KEY: "convex-self-hosted|01" }],
    ["run here by the CLI", { ...WRITTEN, CONVEX_DEPLOYMENT: "local:local-team-project" }],
    ["run here without an account", { ...WRITTEN, CONVEX_DEPLOYMENT: "anonymous:anonymous-app" }],
  ])("leaves a Convex %s", (_name, env) => {
    expect(withoutOwnAddress(env)).toEqual(env);
  });
});
