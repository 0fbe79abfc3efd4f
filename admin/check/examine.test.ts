import { describe, expect, it } from "vitest";
import { neededAddresses } from "./examine";

const LOCAL = {
  convexUrl: "http://127.0.0.1:3210",
  workosClientId: "client_test",
  workosHostname: "127.0.0.1",
  workosPort: 4100,
  workosHttps: false,
};

describe("what signing in needs", () => {
  it.each([
    [LOCAL, ["http://127.0.0.1:4100/sso/jwks/client_test", "http://127.0.0.1:3210/version"]],
    [
      {
        ...LOCAL,
        convexUrl: "https://happy-otter-123.convex.cloud/",
        workosHostname: undefined,
        workosPort: undefined,
        workosHttps: true,
      },
      [
        "https://api.workos.com/sso/jwks/client_test",
        "https://happy-otter-123.convex.cloud/version",
      ],
    ],
  ])("is one address of each host", (env, expected) => {
    expect(neededAddresses(env)).toEqual(expected);
  });
});
