import { describe, expect, it } from "vitest";
import { frameFilter } from "./frames";

const framesOf = frameFilter("/project/convex");
const withStack = (...lines: string[]) =>
  Object.assign(new Error("boom"), { stack: ["Error: boom", ...lines].join("\n") });

describe("frameFilter", () => {
  it.each([
    ["    at handler (/project/convex/users.ts:3:9)", "    at handler (../convex/users.ts:3:9)"],
    [
      "    at async get (file:///project/convex/a/b.ts:3:9)",
      "    at async get (../convex/a/b.ts:3:9)",
    ],
    ["    at /project/convex/users.ts:3:9", "    at ../convex/users.ts:3:9"],
    [
      "    at new Thing (/project/convex/users.ts:3:9)",
      "    at new Thing (../convex/users.ts:3:9)",
    ],
  ])("words %j", (line, expected) => {
    expect(framesOf(withStack(line))).toEqual([expected]);
  });

  it.each([
    "    at run (/project/local/engine.ts:1:1)",
    "    at run (/project/convex-other/users.ts:1:1)",
    "    at node:internal/modules/esm/loader:606:24",
    "    at Array.map (<anonymous>)",
    "not a frame /project/convex/users.ts:3:9",
  ])("leaves out %j", (line) => {
    expect(framesOf(withStack(line))).toEqual([]);
  });

  it("takes an error without a stack", () => {
    const error = new Error("boom");
    delete error.stack;
    expect(framesOf(error)).toEqual([]);
  });
});
