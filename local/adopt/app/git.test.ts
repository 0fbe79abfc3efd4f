import path from "node:path";
import { rmSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { commit, makeFolder, removeFolders } from "../testing.fixture";
import { pathsOf, readGit } from "./git";

afterEach(removeFolders);

describe("readGit", () => {
  it("names what is changed, removed or untracked, and nothing else", () => {
    const folder = makeFolder({ "a.ts": "", "b.ts": "", "c d.ts": "" });
    commit(folder);
    expect(readGit(folder)).toEqual({ isTracked: true, changed: [] });
    makeFolder({ "a.ts": "changed", "ü/new.ts": "" }, folder);
    rmSync(path.join(folder, "c d.ts"));
    const changed = ["a.ts", "c d.ts", "ü/new.ts"].map((file) => path.join(folder, file));
    expect(readGit(folder).changed.sort()).toEqual(changed);
  });

  it("looks only below the folder that was asked for", () => {
    const folder = makeFolder({ "web/a.ts": "", "backend/b.ts": "" });
    commit(folder);
    makeFolder({ "web/a.ts": "changed" }, folder);
    expect(readGit(path.join(folder, "backend")).changed).toEqual([]);
  });

  it("says when there is no repository", () => {
    expect(readGit(makeFolder({}))).toEqual({ isTracked: false, changed: [] });
  });
});

describe("pathsOf", () => {
  it("takes both names of what was renamed, also when the old one looks like a status", () => {
    expect(pathsOf("R  new.ts\0R old.ts\0?? other.ts\0")).toEqual([
      "new.ts",
      "R old.ts",
      "other.ts",
    ]);
  });
});
