import { describe, expect, it } from "vitest";
import { readEnv } from "./env";

const ORIGIN = "https://console.example.com";
const GOOD = {
  VITE_CONVEX_URL: "https://happy-animal-123.convex.cloud",
  VITE_WORKOS_CLIENT_ID: "client_01ABC",
};

function problemsOf(raw: Record<string, unknown>) {
  const result = readEnv(raw, ORIGIN);
  return "problems" in result ? result.problems : [];
}

describe("readEnv", () => {
  it("needs only the Convex address and the WorkOS client id", () => {
    expect(readEnv(GOOD, ORIGIN)).toEqual({
      env: {
        convexUrl: GOOD.VITE_CONVEX_URL,
        workosClientId: GOOD.VITE_WORKOS_CLIENT_ID,
        workosHostname: undefined,
        workosPort: undefined,
        workosHttps: true,
        workosDevMode: undefined,
        redirectUri: "https://console.example.com/callback",
        environment: "Production",
      },
    });
  });

  it("reads the address of a local stand-in", () => {
    const local = {
      ...GOOD,
      VITE_CONVEX_URL: "http://127.0.0.1:3210",
      VITE_WORKOS_API_HOSTNAME: "127.0.0.1:4100",
      VITE_WORKOS_API_HTTPS: "false",
      VITE_WORKOS_DEV_MODE: "true",
      VITE_GATEHOUSE_ENVIRONMENT: "Local",
    };
    expect(readEnv(local, ORIGIN)).toMatchObject({
      env: {
        workosHostname: "127.0.0.1",
        workosPort: 4100,
        workosHttps: false,
        workosDevMode: true,
        environment: "Local",
      },
    });
  });

  it("names every problem at once, not only the first", () => {
    expect(problemsOf({}).map((problem) => problem.name)).toEqual([
      "VITE_CONVEX_URL",
      "VITE_WORKOS_CLIENT_ID",
    ]);
  });

  it.each([
    ["VITE_CONVEX_URL", "happy-animal-123", /address of your Convex deployment/],
    ["VITE_CONVEX_URL", "ftp://x.convex.cloud", /address of your Convex deployment/],
    ["VITE_CONVEX_URL", "   ", /npx convex dev/],
    ["VITE_WORKOS_CLIENT_ID", "sk_test_123", /begins with client_/],
    ["VITE_WORKOS_API_HOSTNAME", "https://auth.example.com", /no https:\/\//],
    ["VITE_WORKOS_API_HOSTNAME", "auth.example.com/path", /no path/],
    ["VITE_WORKOS_API_HTTPS", "yes", /true or false/],
    ["VITE_WORKOS_DEV_MODE", "1", /true or false/],
    ["VITE_WORKOS_REDIRECT_URI", "https://elsewhere.example.com/callback", /console itself/],
    ["VITE_WORKOS_REDIRECT_URI", "/callback", /console itself/],
    ["VITE_GATEHOUSE_ENVIRONMENT", "production", /Local, Development, Preview, Production/],
  ])("says what to put into %s instead of %j", (name, value, hint) => {
    const problems = problemsOf({ ...GOOD, [name]: value });
    expect(problems.map((problem) => problem.name)).toEqual([name]);
    expect(problems[0]?.put).toMatch(hint);
  });

  it("takes a redirect address of its own", () => {
    const raw = { ...GOOD, VITE_WORKOS_REDIRECT_URI: "https://console.example.com/auth/done" };
    expect(readEnv(raw, ORIGIN)).toMatchObject({
      env: { redirectUri: "https://console.example.com/auth/done" },
    });
  });
});
