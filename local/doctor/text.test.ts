import { describe, expect, it } from "vitest";
import type { Certainty, Severity } from "../../convex/gatehouse/diagnostics/catalogue/types";
import type { Finding } from "../../convex/gatehouse/diagnostics/judge/types";
import { exitCodeOf } from "./text";

const found = (certainty: Certainty, severity: Severity): Finding => ({
  ...{ code: "client-id-invalid", title: "", subject: "", sentence: "", howWeKnow: "" },
  ...{ evidence: [], remedy: [], link: null, unknownReason: null, certainty, severity },
});

describe("the exit code", () => {
  it.each<[Certainty, Severity, 0 | 1]>([
    ["proven", "blocking", 1],
    ["likely", "blocking", 1],
    ["possible", "blocking", 0],
    ["unknown", "blocking", 0],
    ["proven", "degrading", 0],
    ["likely", "advisory", 0],
  ])("of something %s and %s is %i", (certainty, severity, code) => {
    expect(exitCodeOf({ checks: [], findings: [found(certainty, severity)] })).toBe(code);
  });

  it("is 0 when nothing was found", () => {
    expect(exitCodeOf({ checks: [], findings: [] })).toBe(0);
  });
});
