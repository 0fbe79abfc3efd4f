import { describe, expect, it } from "vitest";
import { configText, inStyle } from "./templates";

const STYLE = { quote: "'", semicolon: "", newline: "\r\n" } as const;

describe("configText", () => {
  it("says nothing more than it must", () => {
    expect(configText({ webhookPath: null, requiredFields: [] })).toBe(
      `import { defineGatehouse } from "./gatehouse/host/config";\n\nexport default defineGatehouse({});\n`,
    );
  });

  it("names the webhook's path and the fields that only the app can fill", () => {
    const text = configText({ webhookPath: "/workos/x", requiredFields: ["plan", "depot"] });
    expect(text).toContain(`\n  webhookPath: "/workos/x",\n`);
    expect(text).toContain("// newUser: (profile) => ({ plan: …, depot: … }),\n});");
  });
});

describe("inStyle", () => {
  it("writes as the app does", () => {
    expect(inStyle(`import a from "a";\nexport default a;\n`, STYLE)).toBe(
      `import a from 'a'\r\nexport default a\r\n`,
    );
  });
});
