import type { FunctionReturnType } from "convex/server";
import type { api } from "../../convex/_generated/api";

export type Viewer = FunctionReturnType<typeof api.gatehouse.operators.viewer>;
export type OperatorViewer = Extract<Viewer, { status: "operator" }>;
export type OutsideViewer = Extract<Viewer, { status: "notOperator" }>;

/** What the parts of the sign-in say, each for itself. */
export interface Signals {
  authKit: { isLoading: boolean; isSignedIn: boolean };
  convex: { isLoading: boolean; isAuthenticated: boolean };
  onCallbackPage: boolean;
  /** The address the page was opened with carried an error from WorkOS. */
  wasRefusedByWorkOS: boolean;
  /** What `operators:viewer` says; undefined until it has answered. */
  viewer: Viewer | undefined;
  /** Whether Convex has answered the request to be let in, and why it could not. */
  enter: { settled: boolean; error: Error | null };
}

/** Which page stands at the gate. */
export type SessionState =
  | { kind: "loading" }
  | { kind: "signedOut" }
  | { kind: "callbackFailed" }
  | { kind: "returning" }
  | { kind: "tokenRefused" }
  | { kind: "enterFailed"; error: Error }
  | { kind: "notOperator"; viewer: OutsideViewer }
  | { kind: "operator"; viewer: OperatorViewer };

/** Puts the signals together: who is at the gate, and may they come in? */
export function sessionState(signals: Signals): SessionState {
  const { authKit, convex, viewer, enter } = signals;
  if (signals.onCallbackPage && signals.wasRefusedByWorkOS) return { kind: "callbackFailed" };
  if (authKit.isLoading) return { kind: "loading" };
  if (signals.onCallbackPage) return { kind: authKit.isSignedIn ? "returning" : "callbackFailed" };
  if (!authKit.isSignedIn) return { kind: "signedOut" };
  if (convex.isLoading) return { kind: "loading" };
  if (!convex.isAuthenticated) return { kind: "tokenRefused" };
  if (viewer?.status === "operator") return { kind: "operator", viewer };
  if (enter.error) return { kind: "enterFailed", error: enter.error };
  if (viewer?.status === "notOperator" && enter.settled) return { kind: "notOperator", viewer };
  return { kind: "loading" };
}
