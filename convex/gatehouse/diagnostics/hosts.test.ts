import { describe, expect, it } from "vitest";
import { isInternalHost, isLoopback, parseUrl } from "./hosts";
import { isPublicSuffix, siteOf } from "./publicSuffixes";

describe("isInternalHost", () => {
  it.each([
    ...["0.0.0.0", "10.1.2.3", "127.0.0.1", "169.254.169.254", "192.168.0.4", "172.16.0.1"],
    ...["172.31.9.9", "[::1]", "[fd00::1]", "localhost", "web", "app.local", "db.internal"],
  ])("%s is internal", (host) => {
    expect(isInternalHost(host)).toBe(true);
  });

  it.each([
    "app.example.com",
    "172.32.0.1",
    "8.8.8.8",
    "10.example.com.evil.test",
    "",
    "1e100.net",
  ])("%s is not", (host) => {
    expect(isInternalHost(host)).toBe(false);
  });
});

describe("siteOf", () => {
  it.each([
    ["app.example.com", "example.com"],
    ["example.com", "example.com"],
    ["a.b.example.co.uk", "example.co.uk"],
    ["x.me.netlify.app", "me.netlify.app"],
    ["netlify.app", "netlify.app"],
    ["localhost", "localhost"],
    ["127.0.0.1", "127.0.0.1"],
    ["APP.Example.COM", "example.com"],
    ["[::1]", "[::1]"],
    ["a.me.csb.app", "me.csb.app"],
    ["api-x7.a.run.app", "api-x7.a.run.app"],
    ["shop.example.com.ar", "example.com.ar"],
    ["assets.bucket.s3.amazonaws.com", "bucket.s3.amazonaws.com"],
    ["a.city.kawasaki.jp", "city.kawasaki.jp"],
  ])("%s → %s", (host, site) => {
    expect(siteOf(host)).toBe(site);
  });
});

describe("small host questions", () => {
  it("knows loopback names", () => {
    expect(["localhost", "127.0.0.1", "[::1]", "LOCALHOST"].every(isLoopback)).toBe(true);
    expect(isLoopback("localhost.example.com")).toBe(false);
  });

  it("knows public suffixes", () => {
    const shared = [
      "com",
      "co.uk",
      "vercel.app",
      "CSB.app",
      "a.run.app",
      "com.ar",
      "x.kawasaki.jp",
    ];
    expect(
      [...shared, "s3.amazonaws.com", "convex.site"].filter((one) => !isPublicSuffix(one)),
    ).toEqual([]);
    expect(["example.com", "authkit.app", "127.0.0.1", "[::1]"].filter(isPublicSuffix)).toEqual([]);
  });

  it("parses addresses without throwing", () => {
    expect(parseUrl("https://a.example/x")?.pathname).toBe("/x");
    expect(parseUrl("\u0000\uffff")).toBeNull();
  });
});
