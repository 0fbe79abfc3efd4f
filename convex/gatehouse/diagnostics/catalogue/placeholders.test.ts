import { describe, expect, it } from "vitest";
import { catalogue } from "../catalogue";
import { fillCommand, fillStep, fillTemplate } from "./placeholders";

const SET = "Run: npx convex env set WORKOS_CLIENT_ID {clientId}";
const FIND = "Put the client ID (client_…) shown under API Keys in the WorkOS dashboard";

describe("a step of a remedy", () => {
  it.each([
    [
      "a command whose value is known",
      SET,
      { clientId: "client_01" },
      SET.replace("{clientId}", "client_01"),
    ],
    [
      "a command whose value is not",
      SET,
      {},
      `${SET.replace("{clientId}", "<client ID>")}. ${FIND} in place of <client ID>.`,
    ],
    [
      "a value that would be more than one argument",
      SET,
      { clientId: "x; reboot" },
      `${SET.replace("{clientId}", "<client ID>")}. ${FIND} in place of <client ID>.`,
    ],
    [
      "plain words in a sentence",
      "In the environment of {clientId}.",
      {},
      "In the environment of your client ID.",
    ],
    [
      "a part of an address",
      "Open https://{host}/login.",
      {},
      "Open https://<host>/login. Put your app's host name in place of <host>.",
    ],
    [
      "the key list of a known client",
      "Open {jwksUrl}.",
      { clientId: "client_01" },
      "Open https://api.workos.com/sso/jwks/client_01.",
    ],
    [
      "the key list of no known client",
      "Open {jwksUrl}.",
      {},
      `Open https://api.workos.com/sso/jwks/<client ID>. ${FIND} in place of <client ID>.`,
    ],
    ["an empty value, which is none", "Open {host}.", { host: "" }, "Open your app's host."],
  ])("%s", (_what, step, values, expected) => {
    expect(fillStep(step, values)).toBe(expected);
  });

  it("names a mark once, however often it stands there", () => {
    const step = fillStep("Add https://{host}/ and https://{host}/x");
    expect(step.match(/in place of <host>/g)).toHaveLength(1);
  });

  it.each(catalogue.flatMap(({ code, remedy }) => remedy.map((step) => [code, step] as const)))(
    "explains every mark: %s: %s",
    (_code, template) => {
      const step = fillStep(template).replace(/<(a href|Link)>/g, "");
      for (const mark of step.match(/<[^<>]+>/g) ?? [])
        expect(step).toContain(`in place of ${mark}`);
      expect(step).not.toMatch(/npx convex env set \S+ (your|the|its) /);
      expect(step).not.toMatch(/https?:\/\/(your|the) /);
    },
  );
});

describe("a command by itself", () => {
  it("is only shown when it can be run as printed", () => {
    const command = "npx convex env set WORKOS_CLIENT_ID {clientId}";
    expect(fillCommand(command, { clientId: "client_01" })).toContain("client_01");
    expect(fillCommand(command)).toBeNull();
    expect(fillCommand("npx convex deploy")).toBe("npx convex deploy");
  });

  it.each(catalogue.map(({ code, deepLink }) => [code, deepLink] as const))(
    "of %s holds nothing to fill in by hand",
    (_code, deepLink) => {
      if (deepLink === null || !("run" in deepLink)) return;
      expect(deepLink.run).not.toMatch(/[<…]/);
    },
  );
});

describe("a sentence", () => {
  it("is never lengthened", () => {
    expect(fillTemplate("See https://{host}/.")).toBe("See https://<host>/.");
  });
});
