import { describe, expect, it } from "vitest";
import { findClientConfig, mergeClientConfigs } from "./clientConfig";

const empty = { clientIds: [], convexUrls: [], apiHosts: [], redirectUris: [], devMode: null };

describe("findClientConfig", () => {
  it("reads a minified bundle", () => {
    const bundle = `const e=new Xn("https://happy-otter-123.convex.cloud");jsx(Auth,{clientId:"client_01HXYZABCDEFGHJKMNPQ",apiHostname:"auth.example.com",redirectUri:"https://app.example.com/callback",devMode:!0})`;
    expect(findClientConfig(bundle)).toEqual({
      clientIds: ["client_01HXYZABCDEFGHJKMNPQ"],
      convexUrls: ["https://happy-otter-123.convex.cloud"],
      apiHosts: ["auth.example.com"],
      redirectUris: ["https://app.example.com/callback"],
      devMode: true,
    });
  });

  it("reads Vite's env object", () => {
    const bundle =
      'const v={"VITE_CONVEX_URL":"http://127.0.0.1:3210",VITE_WORKOS_API_HOSTNAME:`auth.example.com`,VITE_REDIRECT_URI:"https://a.example/cb"}';
    expect(findClientConfig(bundle)).toEqual({
      ...empty,
      convexUrls: ["http://127.0.0.1:3210"],
      apiHosts: ["auth.example.com"],
      redirectUris: ["https://a.example/cb"],
    });
  });

  it.each([
    ["devMode:!1", false],
    ['"devMode": false', false],
    ["devMode:true", true],
    ["devMode:i", null],
  ])("%s", (text, devMode) => {
    expect(findClientConfig(text).devMode).toBe(devMode);
  });

  it("does not take authkit-js's own default host for a setting", () => {
    expect(findClientConfig('function c({apiHostname:e="api.workos.com"}){}').apiHosts).toEqual([]);
  });

  it.each([
    ["eu region", "https://x-y-1.eu-west-1.convex.cloud"],
    ["loopback", "http://localhost:3210"],
  ])("knows Convex's addresses: %s", (_name, url) => {
    expect(findClientConfig(`"${url}/api"`).convexUrls).toEqual([url]);
  });

  it("finds nothing in other text", () => {
    expect(findClientConfig("")).toEqual(empty);
    expect(findClientConfig("client_secret client_id=… \u0000")).toEqual(empty);
  });
});

describe("mergeClientConfigs", () => {
  it("joins scripts and keeps each value once", () => {
    const merged = mergeClientConfigs([
      findClientConfig('"client_01HXYZABCDEFGHJKMNPQ" devMode:!1'),
      findClientConfig('"client_01HXYZABCDEFGHJKMNPQ" "https://a-b-1.convex.cloud"'),
    ]);
    expect(merged).toEqual({
      ...empty,
      clientIds: ["client_01HXYZABCDEFGHJKMNPQ"],
      convexUrls: ["https://a-b-1.convex.cloud"],
      devMode: false,
    });
    expect(mergeClientConfigs([])).toEqual(empty);
  });
});
