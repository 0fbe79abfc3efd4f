import { describe, expect, it } from "vitest";
import type { Transport } from "../../../convex/gatehouse/diagnostics/collect/get";
import { examine } from "../../../local/doctor/examine";
import { parseOptions } from "../../../local/doctor/options";
import { planDoctor } from "../../../local/doctor/plan";
import { asJson, asText, exitCodeOf } from "../../../local/doctor/text";
import type { Variables } from "../../../local/doctor/variables";
import { API_KEY, CLIENT_ID } from "../../../local/workos/testing/harness";
import type { ModelOptions } from "../../../local/workos/model/config";
import { APP_URL, AUTH_DOMAIN, CALLBACK, CONVEX_URL, createWorld, WEBHOOK_URL } from "./world";

const VARIABLES: Variables = {
  GATEHOUSE_ENVIRONMENT: "Development",
  VITE_WORKOS_CLIENT_ID: CLIENT_ID,
  VITE_REDIRECT_URI: CALLBACK,
  VITE_CONVEX_URL: CONVEX_URL,
  VITE_WORKOS_API_HOSTNAME: AUTH_DOMAIN,
  WORKOS_API_KEY: API_KEY,
};

const EVENTS = ["user.created", "user.updated", "user.deleted"];
const SOUND: ModelOptions = {
  webhookEndpoints: [{ url: WEBHOOK_URL, secret: "whsec_hidden", events: EVENTS }],
};

async function doctor(variables: Variables = VARIABLES, model: ModelOptions = SOUND) {
  const plan = planDoctor(variables, parseOptions([]));
  const { tools } = createWorld({ model: { ...SOUND, ...model } });
  // The stand-in's clock stands still in January; what it says about time means nothing here.
  const transport: Transport = async (url, init) => {
    const response = await tools.transport(url, init);
    response.headers.set("date", new Date().toUTCString());
    return response;
  };
  const examination = await examine(plan, variables, transport, null);
  return { plan, examination, text: asText(plan, examination) };
}

describe("the doctor", () => {
  it("passes a sound setup and says what only the deployment knows", async () => {
    const { examination, text } = await doctor();
    const passed = examination.checks.filter(({ state }) => state === "passed");
    expect(passed.map(({ key }) => key)).toEqual([
      ...["apiKey", "authorize", "redirectUris", "callback", "corsOrigins", "bundle", "cookies"],
      ...["jwks", "webhookEndpoint", "clock"],
    ]);
    expect(examination.checks.find(({ key }) => key === "provisioning")).toMatchObject({
      state: "unavailable",
      reason: expect.stringMatching(/CONVEX_DEPLOY_KEY/) as string,
    });
    expect(text).toContain("  ✓ WorkOS's signing keys can be read");
    expect(text).toMatch(/Nothing wrong was found with Development, but \d+ checks/);
    expect(exitCodeOf(examination)).toBe(0);
  });

  it("names what is proven, with the way out, and ends with 1", async () => {
    const { examination, text } = await doctor(VARIABLES, {
      redirectUris: ["https://old.example.com/callback"],
    });
    expect(exitCodeOf(examination)).toBe(1);
    expect(text).toContain("  ✗ The callback addresses are on WorkOS's list");
    expect(text).toMatch(/1\. .* \(proven, blocking\)/);
    expect(text).toContain("Code: redirect-uri-not-registered (docs/diagnostics.md)");
    expect(text).toContain(`The callback address ${CALLBACK} is not on WorkOS's list.`);
    expect(text).toMatch(/ {3}→ .+/);
  });

  it.each<[string, Variables, string]>([
    ["an empty redirect URI", { ...VARIABLES, VITE_WORKOS_REDIRECT_URI: "" }, "redirect-uri-empty"],
    ["a refused key", { ...VARIABLES, WORKOS_API_KEY: "sk_test_old" }, "api-key-refused"],
    [
      "a short cookie password",
      { ...VARIABLES, WORKOS_COOKIE_PASSWORD: "x".repeat(31) },
      "cookie-password-invalid",
    ],
    [
      "a client ID of elsewhere",
      { ...VARIABLES, VITE_WORKOS_CLIENT_ID: "client_01ELSEWHERE" },
      "production-differs-from-local",
    ],
  ])("finds %s", async (_, variables, code) => {
    const { examination } = await doctor(variables);
    expect(examination.findings.map((finding) => finding.code)).toContain(code);
  });

  it("does without a Convex URL, and says which check that costs", async () => {
    const { VITE_CONVEX_URL: _url, ...rest } = VARIABLES;
    expect(_url).toBe(CONVEX_URL);
    const { examination } = await doctor(rest);
    expect(examination.checks.find(({ key }) => key === "bundle")).toMatchObject({
      state: "unavailable",
    });
  });

  it("prints no secret, in words or in JSON", async () => {
    const password = "this-is-a-cookie-password-of-length-45-xxxxxx";
    const { plan, examination, text } = await doctor({
      ...VARIABLES,
      WORKOS_COOKIE_PASSWORD: password,
      CONVEX_DEPLOY_KEY: "prod:happy-otter-123|hidden",
    });
    const json = asJson(plan, examination);
    expect(JSON.parse(json)).toMatchObject({
      environment: { appUrl: APP_URL },
      authMode: "cookie",
    });
    for (const secret of [API_KEY, password, "hidden"]) expect(text + json).not.toContain(secret);
  });
});
