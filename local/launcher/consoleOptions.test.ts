import { describe, expect, it } from "vitest";
import { parseConsoleOptions } from "./consoleOptions";
import { UsageError } from "./usage";

const LEAST = ["--convex-url", "https://a-1.convex.cloud", "--client-id", "client_1"];

describe("parseConsoleOptions", () => {
  it("needs only the deployment and the client id", () => {
    expect(parseConsoleOptions(LEAST)).toEqual({
      port: 5173,
      said: { convexUrl: "https://a-1.convex.cloud", clientId: "client_1" },
    });
  });

  it("reads every option", () => {
    const more = "--site-url https://a.example --auth-host auth.example.com --port 8000";
    const argv = [...LEAST, ...more.split(" "), "--environment", "Preview"];
    expect(parseConsoleOptions(argv)).toMatchObject({
      port: 8000,
      said: {
        siteUrl: "https://a.example",
        apiHostname: "auth.example.com",
        environment: "Preview",
      },
    });
  });

  it("answers --help with the usage, whatever else is missing", () => {
    expect(parseConsoleOptions(["--help"])).toEqual({
      help: expect.stringContaining("Usage: npm run console"),
    });
  });

  it.each([
    [[], /--convex-url is missing\. The address of[^]*--client-id is missing/],
    [[...LEAST, "--convex-url", "a-1.convex.cloud"], /--convex-url is "a-1\.convex\.cloud"\. The/],
    [[...LEAST, "--client-id", "01ABC"], /--client-id is "01ABC"\..*begins with client_/],
    [[...LEAST, "--site-url", "a.convex.site"], /--site-url is "a\.convex\.site"/],
    [[...LEAST, "--auth-host", "https://auth.example.com"], /--auth-host is .*no https/],
    [[...LEAST, "--environment", "prod"], /--environment is "prod"\. One of Local/],
    [[...LEAST, "--port", "http"], /--port takes a whole number from 1 to 65535, not "http"/],
    [[...LEAST, "--colour"], /colour[^]*Usage: npm run console/],
  ])("answers %j with words", (argv, words) => {
    expect(() => parseConsoleOptions(argv)).toThrow(UsageError);
    expect(() => parseConsoleOptions(argv)).toThrow(words);
  });

  it("does not repeat a secret", () => {
    const attempt = () => parseConsoleOptions([...LEAST, "--client-id", "sk_live_1"]);
    expect(attempt).toThrow(/--client-id holds what looks like a secret/);
    expect(attempt).not.toThrow(/sk_live_1/);
  });
});
