import { describe, expect, it } from "vitest";
import {
  clientOnly,
  development,
  environmentEvidence,
  production,
} from "../../../tests/diagnostics/fixtures";
import { brokenSince, compareEnvironments } from "./compare";
import type { EvidenceFacts } from "./evidence";
import { judge } from "./judge/judge";

const run = (changes: Partial<EvidenceFacts>) => judge(environmentEvidence(changes), clientOnly());
const cors = { corsOrigins: { origins: [] } };

describe("brokenSince", () => {
  const [finding] = run(cors);
  if (finding === undefined) throw new Error("a finding is needed");
  const good = (at: number) => ({ at, findings: [] });
  const bad = (at: number) => ({ at, findings: run(cors) });

  it.each([
    [
      "since the first run after a good one",
      [bad(4), good(2), bad(3), bad(1)],
      { since: 3, lastGoodAt: 2 },
    ],
    ["always", [bad(1), bad(2)], { since: 1, lastGoodAt: null }],
    ["for the first time", [good(1), good(2)], { since: null, lastGoodAt: 2 }],
    ["without a past", [], { since: null, lastGoodAt: null }],
  ])("%s", (_name, runs, expected) => {
    expect(brokenSince(finding, runs)).toEqual(expected);
  });
});

describe("compareEnvironments", () => {
  const note = (field: string, ...records: (typeof production)[]) =>
    compareEnvironments(records).find((row) => row.field === field)?.note;

  it("shows values side by side", () => {
    expect(compareEnvironments([production, development])[0]).toEqual({
      field: "kind",
      values: ["production", "staging"],
      note: "expected",
    });
  });

  it.each([
    ["clientId", { ...development, clientId: production.clientId }, "suspicious"],
    ["clientId", development, "expected"],
    ["convexUrl", { ...development, convexUrl: production.convexUrl }, "suspicious"],
    ["apiHost", { ...development, apiHost: production.apiHost }, "same"],
    ["environmentId", development, "same"],
  ])("%s of %# is %s", (field, other, expected) => {
    expect(note(field, production, other)).toBe(expected);
  });

  it("lets preview and development share a staging client", () => {
    expect(note("clientId", production, development, { ...development, name: "Preview" })).toBe(
      "expected",
    );
  });
});
