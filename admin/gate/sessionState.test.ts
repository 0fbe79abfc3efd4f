import { describe, expect, it } from "vitest";
import { sessionState, type Signals, type Viewer } from "./sessionState";

const signedIn: Signals = {
  authKit: { isLoading: false, isSignedIn: true },
  convex: { isLoading: false, isAuthenticated: true },
  onCallbackPage: false,
  wasRefusedByWorkOS: false,
  viewer: undefined,
  enter: { settled: true, error: null },
};
const outside: Viewer = {
  status: "notOperator",
  workosId: "user_1",
  email: null,
  reason: "pendingProfile",
  adminsConfigured: true,
};
const nobody = { isLoading: false, isSignedIn: false };

describe("sessionState", () => {
  it.each<[string, Partial<Signals>, string]>([
    [
      "AuthKit is still looking for a session",
      { authKit: { isLoading: true, isSignedIn: false } },
      "loading",
    ],
    ["nobody is signed in", { authKit: nobody }, "signedOut"],
    [
      "back from WorkOS, exchanging the code",
      { onCallbackPage: true, authKit: { isLoading: true, isSignedIn: false } },
      "loading",
    ],
    ["back from WorkOS, signed in", { onCallbackPage: true }, "returning"],
    [
      "back from WorkOS, the exchange failed",
      { onCallbackPage: true, authKit: nobody },
      "callbackFailed",
    ],
    [
      "back from WorkOS with an error, at once",
      {
        onCallbackPage: true,
        wasRefusedByWorkOS: true,
        authKit: { isLoading: true, isSignedIn: false },
      },
      "callbackFailed",
    ],
    [
      "an earlier error, on another page by now",
      { wasRefusedByWorkOS: true, authKit: nobody },
      "signedOut",
    ],
    [
      "Convex is still checking the token",
      { convex: { isLoading: true, isAuthenticated: false } },
      "loading",
    ],
    [
      "Convex does not accept the token",
      { convex: { isLoading: false, isAuthenticated: false } },
      "tokenRefused",
    ],
    ["the viewer is not known yet", {}, "loading"],
    ["Convex has not yet seen the identity", { viewer: { status: "signedOut" } }, "loading"],
    [
      "has not asked to be let in yet",
      { viewer: outside, enter: { settled: false, error: null } },
      "loading",
    ],
    ["signed in, but no operator", { viewer: outside }, "notOperator"],
    [
      "entering failed",
      { viewer: outside, enter: { settled: true, error: new Error("deleted") } },
      "enterFailed",
    ],
  ])("%s", (_what, changes, kind) => {
    expect(sessionState({ ...signedIn, ...changes }).kind).toBe(kind);
  });
});
