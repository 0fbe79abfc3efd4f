import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { makeFolder, removeFolders } from "../testing.fixture";
import { installedVersion } from "./installed";
import { readLock } from "./readLock";

afterEach(removeFolders);

const lockOf = (version: string): string =>
  JSON.stringify({ packages: { "node_modules/convex": { version } } });

describe("readLock", () => {
  it("finds the lock of the workspace a package is in", () => {
    const root = makeFolder({
      ".git/HEAD": "",
      "package-lock.json": lockOf("1.31.5"),
      "a/b/package.json": "",
    });
    expect(readLock(path.join(root, "a/b"), {})?.versionOf("convex")).toBe("1.31.5");
  });

  it("prefers one beside the package", () => {
    const root = makeFolder({
      "package-lock.json": lockOf("1.1.0"),
      "a/package-lock.json": lockOf("1.2.0"),
    });
    expect(readLock(path.join(root, "a"), {})?.versionOf("convex")).toBe("1.2.0");
  });

  it("looks no further than the repository", () => {
    const root = makeFolder({
      "package-lock.json": lockOf("1.1.0"),
      "app/.git/HEAD": "",
      "app/a/x": "",
    });
    expect(readLock(path.join(root, "app/a"), {})).toBeNull();
  });

  it("names a file that cannot be read", () => {
    const root = makeFolder({ "package-lock.json": "<<<<<<< HEAD" });
    expect(() => readLock(root, {})).toThrow(
      "package-lock.json cannot be read: let your package manager",
    );
  });
});

describe("installedVersion", () => {
  const packageOf = (version: string): string => JSON.stringify({ name: "convex", version });

  it("finds what the functions would import: the nearest", () => {
    const root = makeFolder({
      "node_modules/convex/package.json": packageOf("1.1.0"),
      "a/node_modules/convex/package.json": packageOf("1.2.0"),
      "a/convex/x.ts": "",
      "b/convex/x.ts": "",
    });
    expect(installedVersion(path.join(root, "a/convex"), "convex")).toBe("1.2.0");
    expect(installedVersion(path.join(root, "b/convex"), "convex")).toBe("1.1.0");
    expect(installedVersion(path.join(root, "b/convex"), "svix")).toBeNull();
  });
});
