import { describe, expect, it } from "vitest";
import { findingsTable, listedOf, type Progress } from "./reconcileReport";

type Finding = Progress["findings"][number];
const progress = (run: Partial<Progress["run"]>, knownUsers = 10) =>
  ({ run, knownUsers, findings: [] }) as unknown as Progress;

describe("listedOf", () => {
  it.each([
    ["a beginning", progress({ phase: "list", listed: 0 }), 0, 10],
    ["a middle", progress({ phase: "list", listed: 4 }), 4, 10],
    ["more than known here", progress({ phase: "list", listed: 12 }), 12, 13],
    ["an end", progress({ phase: "sweep", listed: 9 }), 9, 9],
  ])("tells how far %s is", (_name, at, done, total) => {
    expect(listedOf(at)).toEqual({ done, total });
  });
});

describe("findingsTable", () => {
  it("is empty when nothing was found", () => {
    expect(findingsTable([])).toBe("");
  });

  it("lines up who differs, in what, and what was done", () => {
    const findings = [
      { workosUserId: "user_1", kind: "different", fields: ["email", "name"], action: "repaired" },
      { workosUserId: "user_22", kind: "missing_in_workos", fields: [], action: "left_alone" },
    ] as unknown as Finding[];
    expect(findingsTable(findings)).toBe(
      [
        "User     What                 Fields        Done",
        "user_1   Differs              e-mail, name  repaired",
        "user_22  Here, not in WorkOS                left alone",
      ].join("\n"),
    );
  });
});
