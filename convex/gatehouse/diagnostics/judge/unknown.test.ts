import { describe, expect, it } from "vitest";
import {
  clientOnly,
  NOW,
  seen,
  soundFacts,
  withCookie,
} from "../../../../tests/diagnostics/fixtures";
import { CHECKS, checksFor } from "../checks";
import { unavailable, type EvidenceKind } from "../evidence";
import { verdict } from "../verdict";
import { judge } from "./judge";

const COOKIE_ONLY: readonly EvidenceKind[] = ["cookiePassword"];
const kinds = [...Object.keys(soundFacts()), "har"] as EvidenceKind[];
const missing = (kind: EvidenceKind) =>
  unavailable(kind, "It did not answer.", { source: `the source of ${kind}`, at: NOW });
const contextOf = (kind: EvidenceKind) =>
  COOKIE_ONLY.includes(kind) ? withCookie() : clientOnly();

describe("evidence that could not be obtained", () => {
  it.each(kinds)("leaves a question open, whatever it is: %s", (kind) => {
    const findings = judge([missing(kind)], contextOf(kind));
    expect(findings).toMatchObject([
      { certainty: "unknown", unknownReason: "It did not answer.", evidence: [{ kind }] },
    ]);
    expect(findings[0]?.sentence).toMatch(/(not|only).*\.$/);
    expect(findings[0]?.howWeKnow).toMatch(/^[A-Z].*\.$/);
    expect(verdict(findings, "Production")).toBe(
      "Nothing wrong was found with Production, but one check could not be made.",
    );
  });

  it.each([clientOnly(), withCookie()])("is counted check by check ($authMode)", (context) => {
    const checks = checksFor(context.authMode ?? "cookie");
    const findings = judge(
      checks.map((key) => missing(CHECKS[key].kinds[0])),
      context,
    );
    expect(findings).toHaveLength(checks.length);
    expect(verdict(findings, "Production")).toContain(`but ${checks.length} checks could not`);
  });

  it("leaves nothing open when another look at the same thing succeeded", () => {
    const clock = seen("clockOffset", soundFacts().clockOffset);
    expect(judge([missing("clockOffset"), clock], clientOnly())).toEqual([]);
  });
});
