import { afterEach, describe, expect, it, vi } from "vitest";
import { api } from "../../_generated/api";
import * as env from "./read";
import { signedInAs, startBackend } from "../testing/backend.fixture";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

describe("reading variables", () => {
  it("names a missing one and says what to put there", () => {
    vi.stubEnv("WORKOS_API_KEY", " ");
    expect(() => env.requireEnv("WORKOS_API_KEY")).toThrow(
      /WORKOS_API_KEY is not set\. Set it to the secret API key .* npx convex env set WORKOS_API_KEY/,
    );
  });

  it.each([
    ["WORKOS_API_URL", "api.workos.com", env.workosApiUrl],
    ["WORKOS_API_URL", "ftp://api.workos.com", env.workosApiUrl],
    ["WORKOS_WEBHOOK_PATH", "workos/webhook", env.webhookPath],
    ["WORKOS_WEBHOOK_PATH", "/a b", env.webhookPath],
    ["GATEHOUSE_ENVIRONMENT", "prod", env.environmentName],
    ["GATEHOUSE_ADMINS", "ada@example.com, bob", env.adminEmails],
    ["WORKOS_CLIENT_ID", "01ABC", () => env.requireEnv("WORKOS_CLIENT_ID")],
    ["WORKOS_WEBHOOK_IPS", "workos, anywhere", () => env.readEnvList("WORKOS_WEBHOOK_IPS")],
    ["WORKOS_WEBHOOK_IPS", "192.0.2.0/24", () => env.readEnvList("WORKOS_WEBHOOK_IPS")],
    ["WORKOS_WEBHOOK_IPS", "256.0.0.1", () => env.readEnvList("WORKOS_WEBHOOK_IPS")],
  ])("refuses %s = %s by name", (name, value, read) => {
    vi.stubEnv(name, value);
    expect(read).toThrow(`${name} is "${value}"`);
  });

  it("never quotes a malformed secret", () => {
    vi.stubEnv("WORKOS_API_KEY", "hunter2");
    const read = () => env.requireEnv("WORKOS_API_KEY");
    expect(read).toThrow(/WORKOS_API_KEY is set to something else\. Set it to the secret API key/);
    expect(read).not.toThrow("hunter2");
  });

  it("takes addresses of both kinds, and the word workos", () => {
    vi.stubEnv("WORKOS_WEBHOOK_IPS", "workos, 192.0.2.1,::1");
    expect(env.readEnvList("WORKOS_WEBHOOK_IPS")).toEqual(["workos", "192.0.2.1", "::1"]);
  });

  it("has defaults that suit WorkOS's cloud", () => {
    for (const name of [
      "WORKOS_API_URL",
      "WORKOS_WEBHOOK_PATH",
      "GATEHOUSE_ENVIRONMENT",
      "GATEHOUSE_ADMINS",
    ]) {
      vi.stubEnv(name, "");
    }
    expect(env.workosApiUrl()).toBe("https://api.workos.com");
    expect(env.webhookPath()).toBe("/workos/webhook");
    expect(env.environmentName()).toBe("Development");
    expect(env.adminEmails()).toEqual([]);
  });

  it("trims, splits and spells one way", () => {
    vi.stubEnv("WORKOS_API_URL", " http://127.0.0.1:4100/ ");
    vi.stubEnv("GATEHOUSE_ADMINS", " Ada@Example.com, ,bob@example.com,");
    expect(env.workosApiUrl()).toBe("http://127.0.0.1:4100");
    expect(env.adminEmails()).toEqual(["ada@example.com", "bob@example.com"]);
  });
});

describe("auth.config", () => {
  const load = async () => {
    const { default: config } = await import("../../auth.config");
    return config.providers;
  };
  const jwks = "https://api.workos.com/sso/jwks/client_1";
  const cloud = [
    {
      type: "customJwt",
      algorithm: "RS256",
      jwks,
      issuer: "https://api.workos.com/",
      applicationID: "client_1",
    },
    {
      type: "customJwt",
      algorithm: "RS256",
      jwks,
      issuer: "https://api.workos.com/user_management/client_1",
    },
  ];

  it("trusts both of WorkOS's issuers", async () => {
    vi.stubEnv("WORKOS_CLIENT_ID", "client_1");
    vi.stubEnv("WORKOS_API_URL", "");
    expect(await load()).toEqual(cloud);
  });

  it("adds a custom auth domain, with the API's keys", async () => {
    vi.stubEnv("WORKOS_CLIENT_ID", "client_1");
    vi.stubEnv("WORKOS_AUTH_DOMAIN", "auth.example.com");
    expect(await load()).toEqual([
      ...cloud,
      { ...cloud[0], issuer: "https://auth.example.com/" },
      { ...cloud[1], issuer: "https://auth.example.com/user_management/client_1" },
    ]);
  });

  it("adds another API, with that API's own keys", async () => {
    vi.stubEnv("WORKOS_CLIENT_ID", "client_1");
    vi.stubEnv("WORKOS_API_URL", "http://127.0.0.1:4100");
    const local = "http://127.0.0.1:4100/sso/jwks/client_1";
    expect((await load()).slice(2)).toEqual([
      { ...cloud[0], issuer: "http://127.0.0.1:4100/", jwks: local },
      { ...cloud[1], issuer: "http://127.0.0.1:4100/user_management/client_1", jwks: local },
    ]);
  });

  it.each(["https://auth.example.com", "auth.example.com/login"])(
    "refuses the auth domain %s by name",
    async (domain) => {
      vi.stubEnv("WORKOS_CLIENT_ID", "client_1");
      vi.stubEnv("WORKOS_AUTH_DOMAIN", domain);
      await expect(load()).rejects.toThrow(`WORKOS_AUTH_DOMAIN is "${domain}". Set it to the host`);
    },
  );

  it("needs nothing but the client id, though Convex throws for what is unset", async () => {
    const { env } = process;
    Object.assign(process, { env: asWhileConfiguring("client_1") });
    const loaded = await load().finally(() => Object.assign(process, { env }));
    expect(loaded).toEqual(cloud);
  });

  it("names the missing client id", async () => {
    vi.stubEnv("WORKOS_CLIENT_ID", "");
    await expect(load()).rejects.toThrow("WORKOS_CLIENT_ID is not set");
  });
});

/** `process.env` as Convex has it while it evaluates `auth.config.ts`. */
function asWhileConfiguring(clientId: string): Record<string, string> {
  return new Proxy<Record<string, string>>(
    {},
    {
      get(_target, name) {
        if (name === "WORKOS_CLIENT_ID") return clientId;
        throw new Error(
          `Environment variable ${String(name)} is used in auth config file but its value was not set`,
        );
      },
    },
  );
}

describe("gatehouse/settings:get", () => {
  it("states facts about the configuration and no secret", async () => {
    const backend = startBackend({
      WORKOS_API_KEY: "sk_test_key",
      GATEHOUSE_ADMINS: "a@b.c,d@e.f",
    });
    const auditor = await signedInAs(backend, "auditor");
    expect(await auditor.query(api.gatehouse.settings.get, {})).toEqual({
      environmentName: "Local",
      workosClientId: "client_test",
      apiHost: "api.workos.com",
      webhookUrl: "https://happy-animal-123.convex.site/workos/webhook",
      webhookSecretConfigured: true,
      apiKeyConfigured: true,
      admins: 2,
    });
  });

  it("says what is missing", async () => {
    const backend = startBackend({
      WORKOS_WEBHOOK_SECRET: "",
      WORKOS_API_KEY: "",
      GATEHOUSE_ADMINS: "",
    });
    const auditor = await signedInAs(backend, "auditor");
    expect(await auditor.query(api.gatehouse.settings.get, {})).toMatchObject({
      webhookSecretConfigured: false,
      apiKeyConfigured: false,
      admins: 0,
    });
  });
});
