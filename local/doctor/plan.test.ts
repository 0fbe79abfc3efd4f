import { describe, expect, it } from "vitest";
import { parseOptions, UsageError } from "./options";
import { planDoctor } from "./plan";
import type { Variables } from "./variables";

const VITE: Variables = {
  VITE_WORKOS_CLIENT_ID: "client_01A",
  VITE_REDIRECT_URI: "https://app.example.com/callback",
  VITE_CONVEX_URL: "https://happy-otter-123.convex.cloud/",
};
const NEXT: Variables = {
  WORKOS_CLIENT_ID: "client_01A",
  WORKOS_API_KEY: "sk_live_hidden",
  WORKOS_COOKIE_PASSWORD: "x".repeat(32),
  NEXT_PUBLIC_WORKOS_REDIRECT_URI: "https://app.example.com/api/callback",
  NEXT_PUBLIC_CONVEX_URL: "https://happy-otter-123.convex.cloud",
  CONVEX_DEPLOY_KEY: "prod:happy-otter-123|hidden",
};

const plan = (variables: Variables, ...argv: string[]) => planDoctor(variables, parseOptions(argv));

describe("planDoctor", () => {
  it("knows a Vite app that keeps its sessions in the browser", () => {
    const { target, apiKey, deployKey, workosOrigin, policy } = plan(VITE);
    expect(target).toEqual({
      environment: {
        name: "Development",
        kind: "staging",
        appUrl: "https://app.example.com",
        redirectUri: "https://app.example.com/callback",
        clientId: "client_01A",
        apiHost: "api.workos.com",
        convexUrl: "https://happy-otter-123.convex.cloud",
        webhookUrl: "https://happy-otter-123.convex.site/workos/webhook",
      },
      redirectUris: ["https://app.example.com/callback"],
      callbackPath: null,
      authMode: "client-only",
    });
    expect([apiKey, deployKey, workosOrigin]).toEqual([null, null, "https://api.workos.com"]);
    expect(policy).toEqual({
      hosts: new Set(["app.example.com", "api.workos.com"]),
      loopback: false,
    });
  });

  it("knows a Next.js app that seals its sessions in a cookie", () => {
    const { target, apiKey, deployKey } = plan(NEXT);
    expect(target).toMatchObject({ authMode: "cookie", environment: { kind: "production" } });
    expect([apiKey, deployKey]).toEqual(["sk_live_hidden", "prod:happy-otter-123|hidden"]);
  });

  it.each<[string, Variables, string[], object]>([
    ["the name on the command line", VITE, ["--environment", "Production"], { kind: "production" }],
    [
      "the name among the variables",
      { ...VITE, GATEHOUSE_ENVIRONMENT: "Preview" },
      [],
      { name: "Preview" },
    ],
    [
      "an address on the command line",
      VITE,
      ["--app-url", "https://b.example/"],
      { appUrl: "https://b.example" },
    ],
    [
      "a custom domain",
      { ...VITE, VITE_WORKOS_API_HOSTNAME: "auth.example.com" },
      [],
      { apiHost: "auth.example.com" },
    ],
    [
      "another WorkOS",
      { ...VITE, WORKOS_API_URL: "http://127.0.0.1:4100" },
      [],
      { apiHost: "127.0.0.1:4100" },
    ],
    [
      "a webhook path",
      { ...VITE, WORKOS_WEBHOOK_PATH: "/hook" },
      [],
      { webhookUrl: "https://happy-otter-123.convex.site/hook" },
    ],
    [
      "a site URL",
      { ...VITE, CONVEX_SITE_URL: "http://127.0.0.1:3211/" },
      [],
      { webhookUrl: "http://127.0.0.1:3211/workos/webhook" },
    ],
  ])("takes %s", (_, variables, argv, expected) => {
    expect(plan(variables, ...argv).target.environment).toMatchObject(expected);
  });

  it("opens this machine only when it was named", () => {
    const local = { ...VITE, VITE_REDIRECT_URI: "http://localhost:5173/callback" };
    expect(plan(local).policy).toMatchObject({ loopback: true });
  });

  it.each<[string, Variables, string[], RegExp]>([
    ["an empty client ID", { ...VITE, VITE_WORKOS_CLIENT_ID: "" }, [], /WORKOS_CLIENT_ID is empty/],
    ["no address of the app", { WORKOS_CLIENT_ID: "client_01A" }, [], /--app-url/],
    ["a private address", VITE, ["--app-url", "https://10.0.0.1"], /public internet/],
    ["an address that is none", VITE, ["--app-url", "app"], /no web address/],
    ["a WorkOS that is none", { ...VITE, WORKOS_API_URL: "workos" }, [], /no web address/],
  ])("says what to change for %s", (_, variables, argv, words) => {
    expect(() => plan(variables, ...argv)).toThrow(UsageError);
    expect(() => plan(variables, ...argv)).toThrow(words);
  });
});

describe("parseOptions", () => {
  it("has defaults", () => {
    expect(parseOptions([])).toEqual({
      ...{ envFile: null, environment: null, appUrl: null, authMode: null },
      ...{ json: false, report: false },
    });
  });

  it.each([
    [["--help"], /Usage: npm run doctor/],
    [["--unknown"], /--unknown/],
    [["--auth-mode", "magic"], /client-only or cookie, not "magic"/],
  ])("explains itself for %j", (argv, words) => {
    expect(() => parseOptions(argv)).toThrow(words);
  });
});
