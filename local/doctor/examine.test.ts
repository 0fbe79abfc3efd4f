import { describe, expect, it } from "vitest";
import { examine } from "./examine";
import { parseOptions } from "./options";
import { planDoctor } from "./plan";

const variables = {
  WORKOS_CLIENT_ID: "client_01EXAMPLE",
  APP_URL: "https://app.example.com",
  VITE_REDIRECT_URI: "https://*.example.com/callback",
};

describe("a check that had nothing to look at", () => {
  it("does not count as passed, and says why", async () => {
    const plan = planDoctor(variables, parseOptions([]));
    const nobodyAnswers = () => Promise.reject(new Error("offline"));
    const { checks } = await examine(plan, variables, nobodyAnswers, null);
    expect(checks.find(({ key }) => key === "callback")).toMatchObject({
      state: "unavailable",
      reason: expect.stringMatching(/nothing to look at|pattern/) as string,
    });
  });
});
