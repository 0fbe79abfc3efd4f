import { chmodSync, existsSync, readdirSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { makeFolder, removeFolders, textsOf } from "../testing.fixture";
import { writeAll, type Change } from "./allOrNothing";
import { nodeDisk, type Disk } from "./disk";

afterEach(removeFolders);

const BEFORE = { "a.ts": "a\n", "sub/b.ts": "b\n", "sub/deep/c.ts": "c\n" };

function setUp() {
  const root = makeFolder(BEFORE);
  const changes: Change[] = [
    { path: path.join(root, "a.ts"), text: "A\n" },
    { path: path.join(root, "new/folder/d.ts"), text: "d\n" },
    { path: path.join(root, "sub/b.ts"), text: null },
    { path: path.join(root, "sub/deep/c.ts"), text: null },
  ];
  return { root, changes };
}

const AFTER = { "a.ts": "A\n", "new/folder/d.ts": "d\n" };

/** A disk whose operations are counted, and fail from the given one on. */
function failingDisk(
  isFailing: (count: number, name: string) => boolean,
): Disk & { count: () => number } {
  let count = 0;
  const guarded =
    <A extends unknown[], R>(name: string, act: (...args: A) => R) =>
    (...args: A): R => {
      count += 1;
      if (isFailing(count, name)) throw new Error(`EIO: ${name} failed`);
      return act(...args);
    };
  return {
    count: () => count,
    exists: nodeDisk.exists,
    real: nodeDisk.real,
    makeStage: guarded("makeStage", nodeDisk.makeStage),
    makeFolder: guarded("makeFolder", nodeDisk.makeFolder),
    write: guarded("write", nodeDisk.write),
    move: guarded("move", nodeDisk.move),
    prune: guarded("prune", nodeDisk.prune),
    removeAll: guarded("removeAll", nodeDisk.removeAll),
  };
}

/** How many operations it takes to do all, tidying up aside. */
function stepsOf(): number {
  const { root, changes } = setUp();
  const disk = failingDisk((_, name) => name === "prune");
  writeAll(changes, root, disk);
  return disk.count() - 1;
}

describe("writeAll", () => {
  it("writes, makes folders, removes files and the folders they leave empty", () => {
    const { root, changes } = setUp();
    expect(writeAll(changes, root, nodeDisk)).toBeNull();
    expect(textsOf(root)).toEqual(AFTER);
    expect(readdirSync(root).sort()).toEqual(["a.ts", "new"]);
  });

  it("leaves all as it was whichever step fails", () => {
    const steps = stepsOf();
    expect(steps).toBeGreaterThan(8);
    for (let step = 1; step <= steps; step += 1) {
      const { root, changes } = setUp();
      const before = readdirSync(root, { recursive: true }).sort();
      const disk = failingDisk((count) => count === step);
      expect(() => writeAll(changes, root, disk)).toThrow(/^Nothing was written: EIO/);
      expect(textsOf(root), `step ${step}`).toEqual(BEFORE);
      expect(readdirSync(root, { recursive: true }).sort(), `step ${step}`).toEqual(before);
    }
  });

  it("says where the old files are when they cannot be put back either", () => {
    const { root, changes } = setUp();
    let moves = 0;
    const disk = failingDisk((_, name) => name === "move" && (moves += 1) > 2);
    expect(() => writeAll(changes, root, disk)).toThrow(
      /nor put back.*The files as they were are in/,
    );
    const stage = readdirSync(root).find((name) => name.startsWith(".gatehouse-adopt-")) ?? "";
    expect(existsSync(path.join(root, stage, "0.old"))).toBe(true);
  });

  it("is done although it could not tidy up, and says what is left over", () => {
    const { root, changes } = setUp();
    const disk = failingDisk((_, name) => name === "prune");
    expect(writeAll(changes, root, disk)).toMatch(
      /^Left over, and yours to remove: .*gatehouse-adopt/,
    );
    expect(textsOf(root)).toMatchObject(AFTER);
  });

  it("says who may write where nobody may", () => {
    const { root, changes } = setUp();
    const disk: Disk = {
      ...nodeDisk,
      makeStage: () => {
        throw new Error("EACCES: permission denied, mkdtemp");
      },
    };
    expect(() => writeAll(changes, root, disk)).toThrow("You may not write there");
  });

  it("keeps a file's permissions, and a symbolic link one", () => {
    const { root } = setUp();
    chmodSync(path.join(root, "a.ts"), 0o600);
    symlinkSync(path.join(root, "a.ts"), path.join(root, "link.ts"));
    writeAll([{ path: path.join(root, "link.ts"), text: "A\n" }], root, nodeDisk);
    expect(statSync(path.join(root, "a.ts")).mode & 0o777).toBe(0o600);
    expect(textsOf(root)).toMatchObject({ "a.ts": "A\n", "link.ts": "A\n" });
  });

  it("touches nothing when there is nothing to do", () => {
    expect(writeAll([], "/nowhere", nodeDisk)).toBeNull();
  });
});
