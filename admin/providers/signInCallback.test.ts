import { describe, expect, it } from "vitest";
import { explainCallback, readSignInCallback, safeReturnTo } from "./signInCallback";

const ORIGIN = "https://console.example.com";
const REDIRECT = `${ORIGIN}/callback`;
const storage = (verifier: string | null) => ({
  getItem: (key: string) => (key === "workos:code-verifier" ? verifier : null),
});

describe("readSignInCallback", () => {
  it.each([
    ["/users", "?code=abc", null],
    ["/callback", "", null],
    ["/callback", "?code=abc&state=x", { kind: "code", startedHere: true }],
    [
      "/callback",
      "?error=access_denied&error_description=No+way",
      { kind: "refused", error: "access_denied", description: "No way" },
    ],
    ["/callback", "?error=odd", { kind: "refused", error: "odd", description: null }],
  ])("reads %s%s", (pathname, search, expected) => {
    expect(readSignInCallback({ pathname, search }, storage("v"), REDIRECT)).toEqual(expected);
  });

  it("notices that this tab did not start the sign-in", () => {
    const location = { pathname: "/callback", search: "?code=abc" };
    expect(readSignInCallback(location, storage(null), REDIRECT)).toEqual({
      kind: "code",
      startedHere: false,
    });
  });
});

describe("explainCallback", () => {
  it.each([
    [{ kind: "refused", error: "access_denied", description: "No way" } as const, /“No way”/],
    [{ kind: "refused", error: "never_heard", description: null } as const, /never_heard/],
    [{ kind: "code", startedHere: false } as const, /another tab or browser/],
    [{ kind: "code", startedHere: true } as const, /https:\/\/console\.example\.com/],
    [null, /only receives people/],
  ])("says why for %j", (callback, cause) => {
    const failure = explainCallback(callback, ORIGIN);
    expect(failure.cause).toMatch(cause);
    expect(failure.remedy).toMatch(/sign in|Sign in|WorkOS/);
  });
});

describe("safeReturnTo", () => {
  it.each([
    [{ returnTo: "/users?page=2" }, "/users?page=2"],
    [{ returnTo: `${ORIGIN}/audit` }, "/audit"],
    [{ returnTo: "//evil.example/x" }, "/"],
    [{ returnTo: "https://evil.example" }, "/"],
    [{ returnTo: "javascript:alert(1)" }, "/"],
    [{ returnTo: 7 }, "/"],
    [null, "/"],
    [undefined, "/"],
    ["text", "/"],
  ])("turns %j into %s", (state, expected) => {
    expect(safeReturnTo(state, ORIGIN)).toBe(expected);
  });
});
