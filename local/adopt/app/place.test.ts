import { symlinkSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { makeFolder, removeFolders, type Texts } from "../testing.fixture";
import { findPlace } from "./place";

afterEach(removeFolders);

const CONVEX = `{ "name": "app", "dependencies": { "convex": "^1.43.0" } }`;

/** What `findPlace` says of an app, as paths below it. */
function find(texts: Texts, below = "") {
  const root = makeFolder(texts);
  const place = findPlace(path.join(root, below), makeFolder({}));
  return {
    functions: path.relative(root, place.functions),
    packagePath: path.relative(root, place.packagePath),
  };
}

describe("findPlace", () => {
  it("finds convex/ where nothing is said", () => {
    expect(find({ "package.json": CONVEX, "convex/a.ts": "" })).toEqual({
      functions: "convex",
      packagePath: "package.json",
    });
  });

  it("goes by convex.json, comments and all, and leaves its other settings alone", () => {
    const config = `{\n  // where\n  "functions": "./src/convex/",\n  "node": {}\n}\n`;
    expect(find({ "package.json": CONVEX, "convex.json": config, "src/convex/a.ts": "" })).toEqual({
      functions: "src/convex",
      packagePath: "package.json",
    });
    expect(find({ "package.json": CONVEX, "convex.json": "{}", "convex/a.ts": "" }).functions).toBe(
      "convex",
    );
  });

  it("takes the package.json nearest to the functions, also the one among them", () => {
    const texts = {
      "package.json": "{}",
      "convex.json": `{ "functions": "a/convex" }`,
      "a/convex/x.ts": "",
    };
    expect(find({ ...texts, "a/package.json": CONVEX }).packagePath).toBe("a/package.json");
    expect(find({ ...texts, "a/convex/package.json": CONVEX }).packagePath).toBe(
      "a/convex/package.json",
    );
  });

  it("does not look above the folder that was named", () => {
    expect(() => find({ "package.json": CONVEX, "backend/convex/a.ts": "" }, "backend")).toThrow(
      "has no package.json",
    );
  });

  it("follows a link to the app", () => {
    const app = makeFolder({ "package.json": CONVEX, "convex/a.ts": "" });
    const link = path.join(makeFolder({}), "link");
    symlinkSync(app, link);
    expect(findPlace(link, makeFolder({})).root).toBe(app);
  });

  it("knows another checkout of Gatehouse", () => {
    const own = { "package.json": CONVEX.replace("app", "gatehouse"), "convex/a.ts": "" };
    expect(() => find({ ...own, "local/adopt/main.ts": "" })).toThrow("is Gatehouse itself");
    expect(find(own).functions).toBe("convex");
  });

  it.each<[string, Texts, string]>([
    [
      "no convex.json that can be read",
      { "package.json": CONVEX, "convex.json": "{" },
      "convex.json is not valid JSON",
    ],
    ["functions that are a file", { "package.json": CONVEX, convex: "" }, "has no folder convex/"],
    [
      "functions that are not there",
      { "package.json": CONVEX, "convex.json": `{"functions":"x"}` },
      "has no folder x/",
    ],
    [
      "convex only elsewhere",
      { "package.json": `{"name":"x"}`, "convex/a.ts": "" },
      "npm install convex there",
    ],
  ])("refuses %s", (_, texts, words) => {
    expect(() => find(texts)).toThrow(words);
  });
});
