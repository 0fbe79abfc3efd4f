import { describe, expect, it } from "vitest";
import { PlanError, planLaunch, STAND_IN } from "./environment";

const ports = { console: 5173, api: 3210, site: 3211, workos: 4100 };

/** What an earlier run with the stand-in may have left in the deployment. */
const nothingOfTheStandIn = {
  GATEHOUSE_ADMINS: null,
  SVIX_WEBHOOK_SECRET: null,
  WORKOS_API_URL: null,
  WORKOS_AUTH_DOMAIN: null,
  WORKOS_WEBHOOK_IPS: null,
  WORKOS_WEBHOOK_PATH: null,
  WORKOS_WEBHOOK_SECRET: null,
};

const REAL = { WORKOS_CLIENT_ID: "client_1", WORKOS_API_KEY: "sk_test_1" };

describe("planLaunch", () => {
  it("runs everything on this machine when nothing is named", () => {
    const plan = planLaunch({}, ports);
    expect(plan.convex).toEqual({ kind: "embedded" });
    expect(plan.workos).toEqual({ kind: "standIn" });
    expect(plan.console).toMatchObject({
      VITE_CONVEX_URL: "http://127.0.0.1:3210",
      VITE_WORKOS_CLIENT_ID: STAND_IN.clientId,
      VITE_WORKOS_API_HOSTNAME: "127.0.0.1:4100",
    });
    expect(plan.deployment).toMatchObject({
      WORKOS_API_URL: "http://127.0.0.1:4100",
      WORKOS_CLIENT_ID: STAND_IN.clientId,
      GATEHOUSE_ADMINS: "admin@gatehouse.test",
      GATEHOUSE_ENVIRONMENT: "Local",
    });
  });

  it("follows a moved port", () => {
    const plan = planLaunch({}, { ...ports, api: 9001, workos: 9002 });
    expect(plan.console.VITE_CONVEX_URL).toBe("http://127.0.0.1:9001");
    expect(plan.deployment.WORKOS_API_URL).toBe("http://127.0.0.1:9002");
  });

  it("lets .env.local add admins to the local stack", () => {
    const plan = planLaunch({ GATEHOUSE_ADMINS: "me@example.com" }, ports);
    expect(plan.deployment.GATEHOUSE_ADMINS).toBe("admin@gatehouse.test,me@example.com");
  });

  it("uses real WorkOS with the embedded backend when .env.local names a client", () => {
    const plan = planLaunch({ WORKOS_CLIENT_ID: "client_1", WORKOS_API_KEY: "sk_test_1" }, ports);
    expect(plan.workos).toEqual({ kind: "real" });
    expect(plan.deployment).toEqual({
      GATEHOUSE_ENVIRONMENT: "Development",
      WORKOS_API_KEY: "sk_test_1",
      WORKOS_CLIENT_ID: "client_1",
      ...nothingOfTheStandIn,
    });
    expect(plan.console).toEqual({
      VITE_CONVEX_URL: "http://127.0.0.1:3210",
      VITE_CONVEX_SITE_URL: "http://127.0.0.1:3211",
      VITE_WORKOS_CLIENT_ID: "client_1",
    });
  });

  it("uses a real deployment when .env.local names one, and keeps secrets out of the console", () => {
    const env = {
      VITE_CONVEX_URL: "https://happy-otter-1.convex.cloud",
      VITE_WORKOS_CLIENT_ID: "client_1",
      WORKOS_API_KEY: "sk_live_1",
    };
    const plan = planLaunch(env, ports);
    expect(plan.convex).toEqual({
      kind: "deployment",
      url: "https://happy-otter-1.convex.cloud",
    });
    expect(JSON.stringify(plan.console)).not.toContain("sk_live");
  });

  it.each([{}, REAL])("takes what npx convex dev wrote for no deployment (%j)", (env) => {
    const pushed = {
      ...env,
      VITE_CONVEX_URL: "http://127.0.0.1:3210",
      VITE_CONVEX_SITE_URL: "http://127.0.0.1:3211",
    };
    const moved = { ...ports, api: 9001, site: 9002 };
    expect(planLaunch(pushed, ports)).toEqual(planLaunch(env, ports));
    expect(planLaunch(pushed, moved)).toEqual(planLaunch(env, moved));
  });

  it("gives the data of every WorkOS environment a folder of its own", () => {
    const other = { ...REAL, WORKOS_CLIENT_ID: "client_2" };
    const folders = [{}, REAL, other].map((env) => planLaunch(env, ports).folder);
    expect(folders).toEqual(["stand-in", "workos-client_1", "workos-client_2"]);
  });

  it.each([
    [{ VITE_CONVEX_URL: "https://a.convex.cloud" }, /VITE_WORKOS_CLIENT_ID/],
    [{ WORKOS_CLIENT_ID: "client_1" }, /WORKOS_API_KEY is not/],
    [{ WORKOS_API_KEY: "sk_test_1" }, /WORKOS_API_KEY .*Put WORKOS_CLIENT_ID=client_… there/],
    [{ WORKOS_WEBHOOK_SECRET: "whsec_1" }, /WORKOS_WEBHOOK_SECRET .*Put WORKOS_CLIENT_ID=client_…/],
    [
      { VITE_WORKOS_API_HOSTNAME: "auth.example.com" },
      /VITE_WORKOS_API_HOSTNAME .*WORKOS_CLIENT_ID/,
    ],
    [{ ...REAL, VITE_WORKOS_CLIENT_ID: "client_2" }, /is "client_1" and VITE_WORKOS_CLIENT_ID is/],
    [{ ...REAL, WORKOS_CLIENT_ID: "01ABC" }, /WORKOS_CLIENT_ID is "01ABC"\. Put the client id/],
    [{ WORKOS_API_KEY: "sk_1", VITE_WORKOS_CLIENT_ID: "client_../x" }, /VITE_WORKOS_CLIENT_ID is/],
    [
      { VITE_CONVEX_URL: "happy-otter-123.convex.cloud", VITE_WORKOS_CLIENT_ID: "client_1" },
      /VITE_CONVEX_URL in \.env\.local is "happy-otter-123\.convex\.cloud".*https:/,
    ],
    [
      { ...REAL, WORKOS_AUTH_DOMAIN: "https://auth.example.com" },
      /WORKOS_AUTH_DOMAIN .*without https/,
    ],
    [{ GATEHOUSE_ADMINS: "ada" }, /GATEHOUSE_ADMINS is "ada"\. Put the e-mail addresses/],
    [{ WORKOS_WEBHOOK_IPS: "home" }, /WORKOS_WEBHOOK_IPS is "home"\. Put the addresses/],
  ])("refuses %j and names the variable", (env, words) => {
    expect(() => planLaunch(env, ports)).toThrow(PlanError);
    expect(() => planLaunch(env, ports)).toThrow(words);
  });
});
