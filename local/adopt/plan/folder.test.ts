import { describe, expect, it } from "vitest";
import { hashOf, type Manifest } from "../manifest";
import { isSame, planFolder } from "./folder";

const tree = (texts: Record<string, string>): Map<string, string> => new Map(Object.entries(texts));

const manifestOf = (texts: Record<string, string>): Manifest => ({
  version: "1.0.0",
  files: Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, hashOf(text)])),
  ...{ addedPackages: [], madeDependencies: false, madeFiles: [], editedFiles: {} },
});

describe("planFolder", () => {
  it("adds everything where nothing is", () => {
    const plan = planFolder(tree({ "g/a": "1", "g/b": "2" }), tree({}), null);
    expect(plan.added).toEqual(["g/a", "g/b"]);
    expect(isSame(plan)).toBe(false);
  });

  it("tells apart what we changed, dropped, lost and what is not ours", () => {
    const present = { "g/same": "1", "g/old": "1", "g/gone": "1" };
    const plan = planFolder(
      tree({ "g/same": "1", "g/old": "2", "g/lost": "1", "g/new": "1" }),
      tree({ ...present, "g/theirs": "1" }),
      manifestOf({ ...present, "g/lost": "1" }),
    );
    expect(plan).toEqual({
      added: ["g/new"],
      changed: ["g/old"],
      removed: ["g/gone"],
      restored: ["g/lost"],
      edited: [],
      foreign: ["g/theirs"],
    });
  });

  it("knows an edit by hand, also in what is dropped and where a new file goes", () => {
    const plan = planFolder(
      tree({ "g/a": "1", "g/new": "1" }),
      tree({ "g/a": "mine", "g/gone": "mine", "g/new": "mine" }),
      manifestOf({ "g/a": "1", "g/gone": "1" }),
    );
    expect(plan.edited).toEqual(["g/a", "g/gone", "g/new"]);
  });

  it("takes no offence at what happens to be as shipped, nor at line breaks git made", () => {
    const plan = planFolder(
      tree({ "g/a": "1\n2\n" }),
      tree({ "g/a": "1\r\n2\r\n" }),
      manifestOf({ "g/a": "old" }),
    );
    expect(plan.edited).toEqual([]);
    expect(isSame(plan)).toBe(true);
  });
});
