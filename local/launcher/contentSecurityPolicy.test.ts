import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "./contentSecurityPolicy";

describe("contentSecurityPolicy", () => {
  it("allows exactly the local stack's hosts", () => {
    const policy = contentSecurityPolicy({
      VITE_CONVEX_URL: "http://127.0.0.1:3210",
      VITE_CONVEX_SITE_URL: "http://127.0.0.1:3211",
      VITE_WORKOS_API_HOSTNAME: "127.0.0.1:4100",
      VITE_WORKOS_API_HTTPS: "false",
    });
    expect(policy).toContain(
      "connect-src 'self' http://127.0.0.1:3210 ws://127.0.0.1:3210 http://127.0.0.1:4100 http://127.0.0.1:3211;",
    );
  });

  it("uses secure schemes for real services and WorkOS's own host by default", () => {
    const policy = contentSecurityPolicy({ VITE_CONVEX_URL: "https://a-1.convex.cloud" });
    expect(policy).toContain(
      "connect-src 'self' https://a-1.convex.cloud wss://a-1.convex.cloud https://api.workos.com https://a-1.convex.site;",
    );
  });

  it("never allows inline scripts, framing or plugins", () => {
    const policy = contentSecurityPolicy({});
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("object-src 'none'");
  });
});
