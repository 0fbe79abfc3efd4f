import { describe, expect, it } from "vitest";
import { keyListUrl } from "./keyList";

const CLIENT = "client_01ABC";

describe("where an environment's public keys lie", () => {
  it.each([
    ["WorkOS's API", "api.workos.com", "https://api.workos.com"],
    ["a custom authentication domain, whose keys stay", "auth.acme.com", "https://api.workos.com"],
    ["a stand-in on this machine", "localhost:4010", "http://localhost:4010"],
    ["a stand-in by its number", "127.0.0.1:4010", "http://127.0.0.1:4010"],
  ])("%s", (_what, apiHost, origin) => {
    expect(keyListUrl({ clientId: CLIENT, apiHost })).toBe(`${origin}/sso/jwks/${CLIENT}`);
  });
});
