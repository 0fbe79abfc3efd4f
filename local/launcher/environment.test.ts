import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { PlanError, planLaunch, readEnvFile, STAND_IN } from "./environment";

const ports = { console: 5173, api: 3210, site: 3211, workos: 4100 };

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
    });
    expect(plan.console).toEqual({
      VITE_CONVEX_URL: "http://127.0.0.1:3210",
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

  it.each([
    [{ VITE_CONVEX_URL: "https://a.convex.cloud" }, /VITE_WORKOS_CLIENT_ID/],
    [{ WORKOS_CLIENT_ID: "client_1" }, /WORKOS_API_KEY is not/],
  ])("refuses %j and names the variable", (env, words) => {
    expect(() => planLaunch(env, ports)).toThrow(PlanError);
    expect(() => planLaunch(env, ports)).toThrow(words);
  });
});

describe("readEnvFile", () => {
  it("treats a missing file as empty, and an empty value as unset", () => {
    const dir = mkdtempSync(path.join(tmpdir(), "gatehouse-env-"));
    const file = path.join(dir, ".env.local");
    expect(readEnvFile(file)).toEqual({});
    writeFileSync(file, "# comment\nA=1\nB=\nC='two words'\n");
    expect(readEnvFile(file)).toEqual({ A: "1", C: "two words" });
  });
});
