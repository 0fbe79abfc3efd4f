import { describe, expect, it } from "vitest";
import { parseOptions, UsageError } from "./options";
import { planDoctor } from "./plan";
import { report } from "./report";

const PASSWORD = "a-cookie-password-of-thirty-three";
const variables = {
  WORKOS_CLIENT_ID: "client_1",
  WORKOS_COOKIE_PASSWORD: PASSWORD,
  CONVEX_DEPLOY_KEY: "prod:happy-otter-123|hidden",
  WORKOS_REDIRECT_URI: "https://app.example.com/callback",
};
const plan = planDoctor(variables, parseOptions(["--environment", "Production"]));

describe("--report", () => {
  it("sends names and lengths, and says what it sent and as which environment", async () => {
    const sent: unknown[] = [];
    const words = await report(plan, variables, async (...call) => void sent.push(call));
    expect(words).toBe(
      "Reported names and lengths of 3 variables to the console, as its environment Production.",
    );
    expect(sent).toMatchObject([
      [
        "gatehouse/environments/reports:save",
        { environmentName: "Production", cookiePasswordLength: 33 },
      ],
    ]);
    for (const secret of [PASSWORD, "hidden"]) expect(JSON.stringify(sent)).not.toContain(secret);
  });

  it("needs a key", async () => {
    await expect(report(plan, variables, null)).rejects.toThrow(UsageError);
  });
});
