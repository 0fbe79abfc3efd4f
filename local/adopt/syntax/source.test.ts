import { describe, expect, it } from "vitest";
import { defaultExport, defaultValue, hasSyntaxErrors, parseSource } from "./source";
import { styleOf } from "./style";

const parse = (text: string, name = "/app/a.ts") => parseSource(name, text);

describe("defaultValue", () => {
  it.each([
    ["export default { a: 1 };", "{ a: 1 }"],
    ["export default { a: 1 } satisfies X;", "{ a: 1 }"],
    ["export default ({ a: 1 } as X);", "{ a: 1 }"],
    ["const x = { a: 1 } satisfies X;\nexport default x;", "{ a: 1 }"],
    ["const x: X = f();\nexport { x as default };", "f()"],
    ["import x from './x';\nexport default x;", "x"],
  ])("follows %j", (text, value) => {
    expect(defaultValue(parse(text))?.getText()).toBe(value);
  });

  it.each([
    "export const x = 1;",
    "module.exports = {};",
    "export { default } from './x';",
    "export = x;",
  ])("finds none in %j", (text) => {
    expect(defaultExport(parse(text))).toBeNull();
  });
});

describe("hasSyntaxErrors", () => {
  it("tells broken code from code that only fails its types", () => {
    expect(hasSyntaxErrors(parse("const x = ;"))).toBe(true);
    expect(hasSyntaxErrors(parse("export default {"))).toBe(true);
    expect(hasSyntaxErrors(parse("const x: number = 'a'; unknown();"))).toBe(false);
  });

  it("reads JavaScript too", () => {
    expect(hasSyntaxErrors(parse("export default { a: 1 };", "/app/a.js"))).toBe(false);
  });
});

describe("styleOf", () => {
  it("goes by what the file does most", () => {
    expect(styleOf(parse(`import a from 'a'\nimport b from 'b'\nimport c from "c";\n`))).toEqual({
      quote: "'",
      semicolon: "",
      newline: "\n",
    });
    expect(styleOf(parse(`import a from "a";\r\nexport default a;\r\n`))).toEqual({
      quote: '"',
      semicolon: ";",
      newline: "\r\n",
    });
  });

  it("is Prettier's where the file shows nothing", () => {
    expect(styleOf(parse(""))).toEqual({ quote: '"', semicolon: ";", newline: "\n" });
  });
});
