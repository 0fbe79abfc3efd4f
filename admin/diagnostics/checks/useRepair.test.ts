import { describe, expect, it } from "vitest";
import { NOW } from "../../../tests/diagnostics/fixtures";
import { check } from "../testing";
import { repairKind } from "./useRepair";

const gaps = (signedInWithoutRow: { workosId: string }[]) =>
  check("provisioning", {
    evidence: JSON.stringify([
      { kind: "provisioningGaps", source: "x", at: NOW, facts: { signedInWithoutRow } },
    ]),
  });
const somebody = [gaps([{ workosId: "user_1" }])];

describe("what can be mended from here", () => {
  it.each([
    ["user-not-created", somebody, "support", "provision"],
    ["user-not-created", somebody, "auditor", null],
    ["user-not-created", [gaps([])], "admin", null],
    ["webhook-endpoint-disabled", [], "admin", "endpoint"],
    ["webhook-endpoint-missing", [], "support", null],
    ["redirect-uri-not-registered", somebody, "admin", null],
  ] as const)("%s, %o, as %s: %s", (code, checks, role, expected) => {
    expect(repairKind({ code }, checks, role)).toBe(expected);
  });
});
