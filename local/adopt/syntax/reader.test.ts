import ts from "typescript";
import { describe, expect, it } from "vitest";
import { createReader, type Found } from "./reader";
import { constantNamed, parseSource } from "./source";

const FILES: Record<string, string> = {
  "/app/main.ts": `import whole, { renamed as local } from "./tables";
import { fromIndex } from "./shared";
import { fromPackage } from "package";
const direct = { a: 1 };
const here = direct as const;
const nested = { inner: { deep: direct } };
const spread = { ...direct, ...local, b: 2, "quoted": 3 };
const unknown = { ...fromPackage, c: 4 };
const computed = { [key]: 1 };
const circle = circle2;
const circle2 = circle;
const reached = nested.inner.deep;
const viaIndex = fromIndex;
const viaDefault = whole;
const shorthand = { direct };
const method = { run() {} };
`,
  "/app/tables.ts": `const renamed = { t: 1 };\nexport { renamed };\nexport default { d: 1 };\n`,
  "/app/shared/index.ts": `export { other as fromIndex } from "./other.js";\n`,
  "/app/shared/other.ts": `export * from "./deepest";\n`,
  "/app/shared/deepest.ts": `export const other = { o: 1 };\n`,
};

const reader = createReader((file) => FILES[file] ?? null);

function constant(name: string): Found {
  const source = parseSource("/app/main.ts", FILES["/app/main.ts"] ?? "");
  const expression = constantNamed(source, name);
  if (expression === null) throw new Error(name);
  return { expression, source };
}

const membersOf = (name: string) => {
  const members = reader.members(constant(name));
  return members === null
    ? null
    : { names: [...members.values.keys()], isComplete: members.isComplete };
};

describe("members", () => {
  it.each([
    ["here", ["a"]],
    ["reached", ["a"]],
    ["spread", ["a", "t", "b", "quoted"]],
    ["viaIndex", ["o"]],
    ["viaDefault", ["d"]],
    ["shorthand", ["direct"]],
  ])("reads %s", (name, names) => {
    expect(membersOf(name)).toEqual({ names, isComplete: true });
  });

  it.each([
    ["unknown", ["c"]],
    ["computed", []],
    ["method", []],
  ])("knows that it does not see all of %s", (name, names) => {
    expect(membersOf(name)).toEqual({ names, isComplete: false });
  });

  it("ends when names go round in a circle", () => {
    expect(membersOf("circle")).toBeNull();
  });
});

describe("resolve", () => {
  it("says in which file a value stands", () => {
    const found = reader.resolve(constant("viaIndex"));
    expect(found?.source.path).toBe("/app/shared/deepest.ts");
    expect(found !== null && ts.isObjectLiteralExpression(found.expression)).toBe(true);
  });
});
