import { NOW } from "../../tests/diagnostics/fixtures";
import type { Check, RunView } from "./checks/runWords";
import type { ShownFinding } from "./finding/shown";

/** A finding for tests: a redirect URI that WorkOS does not know. */
export function finding(changes: Partial<ShownFinding> = {}): ShownFinding {
  return {
    code: "redirect-uri-not-registered",
    title: "Invalid redirect URI",
    severity: "blocking",
    certainty: "proven",
    subject: "https://app.example.com/callback",
    sentence: "The callback address https://app.example.com/callback is not on WorkOS's list.",
    howWeKnow: "WorkOS's list was read and compared.",
    evidence: [{ kind: "redirectUris", source: "WorkOS's list of redirect URIs", at: NOW }],
    remedy: ["Add exactly https://app.example.com/callback.", "Sign in again."],
    link: { label: "Redirects", href: "https://dashboard.workos.com/redirects" },
    unknownReason: null,
    ...changes,
  };
}

/** A check for tests: one that passed. */
export function check(key: Check["key"], changes: Partial<Check> = {}): Check {
  return {
    key,
    title: `Check ${key}`,
    state: "passed",
    startedAt: NOW,
    finishedAt: NOW + 40,
    reason: null,
    evidence: "[]",
    ...changes,
  };
}

interface RunChanges extends Partial<Omit<RunView, "run">> {
  state?: RunView["run"]["state"];
}

/** A run for tests: finished, and all green. */
export function runView({ state = "finished", ...changes }: RunChanges = {}): RunView {
  return {
    run: {
      _id: "run1" as RunView["run"]["_id"],
      state,
      startedAt: NOW,
      finishedAt: state === "finished" ? NOW + 900 : null,
      startedBy: "user_operator",
    },
    findings: [],
    checks: [check("jwks")],
    previous: null,
    brokeSince: {},
    lastGoodAt: {},
    ...changes,
  };
}
