import { describe, expect, it } from "vitest";
import { nearestMiss, singleDifference } from "./redirectUriDifference";

const uri = "https://app.example.com/callback";

describe("singleDifference", () => {
  it.each([
    [uri, uri, null],
    [uri, "https://app.example.com/callback/", "trailing-slash"],
    [`${uri}/`, uri, "trailing-slash"],
    [uri, "http://app.example.com/callback", "scheme"],
    ["http://localhost:3000/cb", "http://127.0.0.1:3000/cb", "loopback-name"],
    ["http://localhost:3000/cb", "http://[::1]:3000/cb", "loopback-name"],
    ["http://localhost:3000/cb", "http://localhost:5173/cb", "port"],
    ["http://localhost:*/cb", "http://127.0.0.1:5173/cb", "loopback-name"],
    [uri, "https://app.example.com:443/callback", "port"],
    [uri, "https://app.example.com/Callback", "letter-case"],
    [uri, "https://App.example.com/callback", "letter-case"],
    [uri, "https://www.app.example.com/callback", "www"],
    [uri, `${uri}?next=1`, "query"],
    [uri, "https://app.example.com/auth/callback", "path"],
    [uri, "https://other.example.com/callback", "host"],
    ["https://*.example.com/callback", "https://a.b.example.com/callback", "wildcard-levels"],
    [uri, "http://other.example.com/callback", null],
    [uri, "not an address", null],
  ])("%s | %s → %s", (registered, runtime, expected) => {
    expect(singleDifference(registered, runtime)).toBe(expected);
  });
});

describe("nearestMiss", () => {
  it("prefers the smallest difference", () => {
    const list = ["https://other.example.com/callback", "https://app.example.com/x", `${uri}/`];
    expect(nearestMiss(uri, list, "production")).toEqual({
      registered: `${uri}/`,
      difference: "trailing-slash",
      sentence: `${uri}/ is there, and differs only in the slash at the end`,
    });
  });

  it("passes over entries that could never match anything", () => {
    const list = ["http://app.example.com/callback"];
    expect(nearestMiss(uri, list, "staging")?.difference).toBe("scheme");
    expect(nearestMiss(uri, list, "production")).toBeNull();
  });

  it("says nothing when nothing is near", () => {
    expect(nearestMiss(uri, [], "staging")).toBeNull();
    expect(nearestMiss(uri, ["https://x.test/y", "junk"], "staging")).toBeNull();
  });
});
