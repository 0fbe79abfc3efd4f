import { describe, expect, it } from "vitest";
import { NOW } from "../../../tests/diagnostics/fixtures";
import { check, finding, runView } from "../testing";
import { checksBehind, peopleWithoutRow, runLine } from "./runWords";

describe("a run in one line", () => {
  it.each([
    [
      "under way",
      runView({ state: "running", checks: [check("jwks"), check("apiKey", { state: "running" })] }),
      "1 of 2 checks done",
    ],
    ["green", runView({ checks: [check("jwks"), check("apiKey")] }), "All 2 checks passed"],
    [
      "with something to mend",
      runView({
        checks: [check("jwks"), check("redirectUris", { state: "findings" })],
        findings: [finding(), finding({ certainty: "unknown", subject: "other" })],
      }),
      "1 thing to mend, 1 check passed",
    ],
    [
      "with something that cannot be known",
      runView({ checks: [check("jwks"), check("checklist", { state: "unavailable" })] }),
      "1 check passed, 1 could not be made from here",
    ],
  ])("%s", (_how, view, expected) => {
    expect(runLine(view)).toBe(expected);
  });
});

const gaps = (...ids: string[]) => [
  {
    kind: "provisioningGaps",
    source: "the users table",
    at: NOW,
    facts: { signedInWithoutRow: ids.map((workosId) => ({ workosId, email: null })) },
  },
];

describe("people without a row", () => {
  it("are named once each", () => {
    const checks = [
      check("provisioning", { evidence: JSON.stringify(gaps("user_1", "user_1", "user_2")) }),
    ];
    expect(peopleWithoutRow(checks)).toEqual(["user_1", "user_2"]);
  });

  it("are none when the comparison could not be made", () => {
    const evidence = JSON.stringify([
      { kind: "provisioningGaps", source: "x", at: NOW, unavailable: "no" },
    ]);
    expect(peopleWithoutRow([check("provisioning", { evidence })])).toEqual([]);
  });
});

describe("the checks behind a finding", () => {
  it("are those with its evidence", () => {
    const mine = check("provisioning", { evidence: JSON.stringify(gaps("user_1")) });
    const ref = { kind: "provisioningGaps", source: "the users table", at: NOW };
    expect(checksBehind({ evidence: [ref] }, [mine, check("jwks")])).toEqual(["provisioning"]);
  });
});
