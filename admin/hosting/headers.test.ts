import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, secureHostHeaders, securityHeaders } from "./headers";
import { ANYWHERE_SECURE, reachOfSaid } from "./reach";

const connectOf = (policy: string) => /connect-src [^;]*/.exec(policy)?.[0];

describe("the policy", () => {
  it.each([
    [
      {
        convexUrl: "http://127.0.0.1:3210",
        siteUrl: "http://127.0.0.1:3211",
        apiHostname: "127.0.0.1:4100",
        apiHttps: "false",
      },
      "connect-src 'self' http://127.0.0.1:3210 ws://127.0.0.1:3210 http://127.0.0.1:4100 http://127.0.0.1:3211",
    ],
    [
      { convexUrl: "https://a-1.convex.cloud/" },
      "connect-src 'self' https://a-1.convex.cloud wss://a-1.convex.cloud https://api.workos.com https://a-1.convex.site",
    ],
    [
      { convexUrl: "https://convex.example.com", apiHostname: "auth.example.com" },
      "connect-src 'self' https://convex.example.com wss://convex.example.com https://auth.example.com",
    ],
  ])("allows exactly the hosts of %j", (said, expected) => {
    const reach = reachOfSaid({ clientId: "client_1", ...said });
    expect(connectOf(contentSecurityPolicy(reach))).toBe(expected);
  });

  it.each([[{}], [{ convexUrl: "https://a-1.convex.cloud" }]])(
    "allows any secure host, and none in the clear, when %j does not say where it talks to",
    (said) => {
      expect(connectOf(contentSecurityPolicy(reachOfSaid(said)))).toBe(
        "connect-src 'self' https: wss:",
      );
    },
  );

  it("never allows inline scripts, framing or plugins", () => {
    const policy = contentSecurityPolicy(ANYWHERE_SECURE);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("object-src 'none'");
  });
});

it("asks for https for good on a host that has it, and only there", () => {
  const name = "Strict-Transport-Security";
  expect(secureHostHeaders(ANYWHERE_SECURE)[name]).toMatch(/^max-age=\d+$/);
  expect(securityHeaders(ANYWHERE_SECURE)).not.toHaveProperty(name);
});
