import { describe, expect, it } from "vitest";
import { readEnv } from "./readEnv";
import { saidByVariables, type Said } from "./settings";

const ORIGIN = "https://console.example.com";
const GOOD = {
  VITE_CONVEX_URL: "https://happy-animal-123.convex.cloud",
  VITE_WORKOS_CLIENT_ID: "client_01ABC",
};

/** What a build with these variables says, and perhaps a file. */
function read(variables: Record<string, unknown>, file: Said | null = null) {
  return readEnv({ build: saidByVariables(variables), file }, ORIGIN);
}

function problemsOf(variables: Record<string, unknown>, file: Said | null = null) {
  const result = read(variables, file);
  return "problems" in result ? result.problems : [];
}

describe("readEnv", () => {
  it("needs only the Convex address and the WorkOS client id", () => {
    expect(read(GOOD)).toEqual({
      env: {
        convexUrl: GOOD.VITE_CONVEX_URL,
        siteUrl: "https://happy-animal-123.convex.site",
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
    expect(read(local)).toMatchObject({
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
    ["VITE_CONVEX_SITE_URL", "happy-animal-123.convex.site", /HTTP actions/],
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
    expect(read(raw)).toMatchObject({
      env: { redirectUri: "https://console.example.com/auth/done" },
    });
  });

  it("never shows what looks like a secret, and says that it is known now", () => {
    const [problem] = problemsOf({ ...GOOD, VITE_WORKOS_CLIENT_ID: "sk_test_123" });
    expect(problem).toMatchObject({ wrong: "holds what looks like a secret" });
    expect(problem?.put).toContain("make a new one");
    expect(JSON.stringify(problem)).not.toContain("sk_test_123");
  });

  it.each([
    ["https://happy-otter-1.convex.cloud/", undefined, "https://happy-otter-1.convex.site"],
    ["https://convex.example.com", "https://actions.example.com/", "https://actions.example.com"],
    ["https://convex.example.com", undefined, null],
  ])("HTTP actions of %s, stated as %s, are at %s", (url, stated, expected) => {
    const variables = { ...GOOD, VITE_CONVEX_URL: url, VITE_CONVEX_SITE_URL: stated };
    expect(read(variables)).toMatchObject({ env: { siteUrl: expected } });
  });
});

describe("a settings file beside the build", () => {
  it("wins key by key, and the build fills in the rest", () => {
    const file = { convexUrl: "https://other-1.convex.cloud", environment: "Preview" };
    expect(read(GOOD, file)).toMatchObject({
      env: {
        convexUrl: "https://other-1.convex.cloud",
        environment: "Preview",
        workosClientId: GOOD.VITE_WORKOS_CLIENT_ID,
      },
    });
  });

  it("is where a missing setting is asked for, by its name there", () => {
    expect(problemsOf({}, { clientId: "client_1" }).map(({ name }) => name)).toEqual(["convexUrl"]);
  });

  it("is not blamed for what the build says", () => {
    const variables = { ...GOOD, VITE_WORKOS_DEV_MODE: "1" };
    expect(problemsOf(variables, {}).map(({ name }) => name)).toEqual(["VITE_WORKOS_DEV_MODE"]);
  });
});
