import fc from "fast-check";
import MagicString from "magic-string";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { insertAfter, insertFirst, membersOf, removeElement, type List } from "./lists";
import { parseSource } from "./source";

function listOf(text: string): List {
  const { ast } = parseSource("/a.ts", text);
  const [statement] = ast.statements;
  if (statement === undefined || !ts.isVariableStatement(statement)) throw new Error(text);
  const value = statement.declarationList.declarations[0]?.initializer;
  if (value === undefined || !ts.isObjectLiteralExpression(value)) throw new Error(text);
  return membersOf(value);
}

const member = (list: List, index: number): ts.Node => {
  const found = list.elements[index];
  if (found === undefined) throw new Error(`no member ${index}`);
  return found;
};

function withFirst(text: string, element: string): string {
  const edit = new MagicString(text);
  insertFirst(edit, listOf(text), element);
  return edit.toString();
}

function withAfter(text: string, index: number, element: string): string {
  const edit = new MagicString(text);
  const list = listOf(text);
  insertAfter(edit, list, member(list, index), element);
  return edit.toString();
}

function without(text: string, index: number): string {
  const edit = new MagicString(text);
  const list = listOf(text);
  removeElement(edit, list, member(list, index));
  return edit.toString();
}

describe("insertFirst", () => {
  it("gives the element a line of its own where the others have one", () => {
    expect(withFirst("const a = {\n  b,\n};\n", "...c")).toBe("const a = {\n  ...c,\n  b,\n};\n");
  });

  it("stays on the line of an object that has only one", () => {
    expect(withFirst("const a = { b, d };\n", "...c")).toBe("const a = { ...c, b, d };\n");
  });

  it("goes before the comment of the first member and behind the one of the brace", () => {
    const text = "const a = { // all\n    // one\n    b,\n};";
    expect(withFirst(text, "...c")).toBe("const a = { // all\n    ...c,\n    // one\n    b,\n};");
  });

  it("fills an empty object", () => {
    expect(withFirst("const a = {};", "b")).toBe("const a = { b };");
  });
});

describe("insertAfter", () => {
  it("keeps a trailing comma, and the comment behind it where it was", () => {
    const text = "const a = {\n  ...b, // theirs\n};\n";
    expect(withAfter(text, 0, "c")).toBe("const a = {\n  ...b, // theirs\n  c,\n};\n");
  });

  it("adds none where there was none", () => {
    expect(withAfter("const a = {\n  b\n};\n", 0, "c")).toBe("const a = {\n  b,\n  c\n};\n");
  });

  it("stays on the line between two that share it", () => {
    expect(withAfter("const a = { b, d };", 0, "c")).toBe("const a = { b, c, d };");
  });

  it("breaks lines as the file does", () => {
    const text = "const a = {\r\n  b,\r\n};\r\n";
    expect(withAfter(text, 0, "c")).toBe("const a = {\r\n  b,\r\n  c,\r\n};\r\n");
  });
});

const name = fc.constantFrom("users", "posts", "...tables", '"quoted": 1', "nested: { a: 1,\n b }");
const gap = fc.constantFrom(" ", "\n  ", "\n\n    ", "\r\n\t", " /* one */ ", " // note\n  ");
const object = fc
  .record({
    members: fc.array(fc.record({ name, before: gap, after: fc.constantFrom("", " ", "\n") }), {
      minLength: 1,
      maxLength: 4,
    }),
    end: fc.constantFrom("", ",", ", // last", "\n,"),
    close: fc.constantFrom("\n", "\n  ", "\r\n"),
  })
  .map(({ members, end, close }) => {
    const inner = members.map((one) => one.before + one.name + one.after).join(",");
    return `const a = {${inner}${end}${close}};\n`;
  });

describe("removeElement", () => {
  it("takes out what insertFirst put in, to the byte", () => {
    fc.assert(
      fc.property(object, (text) => {
        expect(without(withFirst(text, "...ours"), 0)).toBe(text);
      }),
    );
  });

  it("takes out what insertAfter put in, to the byte", () => {
    fc.assert(
      fc.property(object, fc.nat(3), (text, at) => {
        const index = at % listOf(text).elements.length;
        expect(without(withAfter(text, index, "ours: 1"), index + 1)).toBe(text);
      }),
    );
  });

  it("leaves an empty object of one that held only ours", () => {
    expect(without("const a = { b };", 0)).toBe("const a = {};");
  });
});
