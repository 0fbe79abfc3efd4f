// @vitest-environment edge-runtime
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { internal } from "../../_generated/api";
import { startBackend, type Backend } from "../testing/backend.fixture";

let backend: Backend;

beforeEach(() => void (backend = startBackend()));
afterEach(() => void vi.unstubAllEnvs());

const register = (name: string) =>
  backend.run(async (ctx) => {
    await ctx.db.insert("environments", {
      ...{ name, appUrl: "https://app.example.com", apiHost: "api.workos.com" },
      ...{ redirectUris: ["https://app.example.com/callback"], clientId: "client_test" },
      ...{ authMode: "cookie" as const, createdAt: 0, updatedAt: 0 },
    });
  });

const save = (environmentName: string, length = 44) =>
  backend.mutation(internal.gatehouse.environments.reports.save, {
    ...{ environmentName, side: "server" as const, cookiePasswordLength: length },
    variables: [{ name: "WORKOS_COOKIE_PASSWORD", length, value: null, prefix: null }],
  });

const reports = () => backend.run((ctx) => ctx.db.query("environmentReports").collect());

describe("gatehouse/environments/reports:save", () => {
  it("keeps a report on an environment that is registered", async () => {
    await register("Production");
    await save("Production");
    expect(await reports()).toMatchObject([{ environmentName: "Production" }]);
  });

  it("refuses a misspelt name, and lists those there are", async () => {
    await register("Production");
    await register("Preview");
    await expect(save("production")).rejects.toThrow(
      /no environment called “production”.*Production, Preview/,
    );
    expect(await reports()).toEqual([]);
  });

  it("says what to do when there is no environment yet", async () => {
    await expect(save("Production")).rejects.toThrow(/register one under Diagnostics/);
  });

  it("keeps the newest twenty", async () => {
    await register("Production");
    for (let length = 1; length <= 23; length += 1) await save("Production", length);
    const kept = (await reports()).map(({ cookiePasswordLength }) => cookiePasswordLength);
    expect([kept.length, Math.min(...kept.map(Number))]).toEqual([20, 4]);
  });
});
