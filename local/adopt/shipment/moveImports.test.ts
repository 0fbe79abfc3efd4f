import { describe, expect, it } from "vitest";
import { moveImports, packagesOf, specifiersIn } from "./moveImports";

const CODE = `import a from "./a";
import type { B } from '../b';
import "side-effect";
import { Webhook } from "svix/dist/webhook.js";
import { x } from "@scope/pkg/deep";
import path from "node:path";
export { c } from "./c";
export const local = 1;
type D = import("./d").D;
const lazy = import("./e");
const named = import(variable);
const text = 'import f from "./f"'; // import g from "./g"
`;

describe("specifiersIn", () => {
  it("finds each way to name a module, and nothing in texts and comments", () => {
    expect(specifiersIn("a.ts", CODE)).toEqual([
      ...["./a", "../b", "side-effect", "svix/dist/webhook.js", "@scope/pkg/deep", "node:path"],
      ...["./c", "./d", "./e"],
    ]);
  });
});

describe("packagesOf", () => {
  it("names packages, not the files in them, nor what Node brings", () => {
    expect(packagesOf("a.ts", CODE)).toEqual(["side-effect", "svix", "@scope/pkg"]);
  });
});

describe("moveImports", () => {
  it("asks only about relative ones, keeps quotes, and leaves the rest to the byte", () => {
    const asked: string[] = [];
    const moved = moveImports("a.ts", CODE, (specifier) => {
      asked.push(specifier);
      return specifier === "../b" ? "./moved/b" : specifier;
    });
    expect(asked).toEqual(["./a", "../b", "./c", "./d", "./e"]);
    expect(moved).toBe(CODE.replace("'../b'", "'./moved/b'"));
  });
});
