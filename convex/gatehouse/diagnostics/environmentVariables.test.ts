import { describe, expect, it } from "vitest";
import { describeVariable } from "./environmentVariables";

describe("describeVariable", () => {
  it.each([
    ["WORKOS_COOKIE_PASSWORD", "x".repeat(44), { length: 44, value: null, prefix: null }],
    ["WORKOS_COOKIE_PASSWORD", undefined, { length: null, value: null, prefix: null }],
    ["WORKOS_API_KEY", "sk_live_abc", { length: 11, value: null, prefix: "sk_live_" }],
    ["WORKOS_WEBHOOK_SECRET", "whsec_abc", { length: 9, value: null, prefix: "whsec_" }],
    ["VITE_WORKOS_CLIENT_ID", "client_01", { length: 9, value: "client_01", prefix: "client_" }],
    ["WORKOS_REDIRECT_URI", "", { length: 0, value: "", prefix: null }],
    ["MY_WORKOS_CLIENT_ID_SECRET", "hush", { length: 4, value: null, prefix: null }],
    ["VITE_ANYTHING", "hush", { length: 4, value: null, prefix: null }],
  ])("%s=%s", (name, value, expected) => {
    expect(describeVariable(name, value)).toEqual({ name, ...expected });
  });

  it("cuts public values that are too long to be one", () => {
    expect(describeVariable("VITE_CONVEX_URL", "u".repeat(1000)).value).toHaveLength(300);
  });
});
