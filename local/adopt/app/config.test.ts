import { describe, expect, it } from "vitest";
import { readConfig } from "./config";

const read = (options: string) =>
  readConfig("/app/gatehouse.config.ts", `export default defineGatehouse(${options});`);

describe("readConfig", () => {
  it("reads what is written out", () => {
    const newUser = "newUser: () => ({ plan: 'free' })";
    expect(read(`{ webhookPath: "/workos/x", ${newUser} }`)).toEqual({
      webhookPath: "/workos/x",
      hasNewUser: true,
    });
    expect(read("{ newUser() { return {}; } }")).toEqual({ webhookPath: null, hasNewUser: true });
  });

  it("claims nothing about what is not", () => {
    expect(read("{ webhookPath: process.env.PATH }")).toEqual({
      webhookPath: null,
      hasNewUser: false,
    });
    expect(read("options")).toEqual({ webhookPath: null, hasNewUser: false });
  });
});
