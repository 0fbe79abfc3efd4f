import MagicString from "magic-string";
import { describe, expect, it } from "vitest";
import { addImports, localName, removeImports, takenName } from "./imports";
import { parseSource, type Source } from "./source";

const ROUTES = { name: "addRoutes", from: "gatehouse/host/http" };
const source = (text: string): Source => parseSource("/app/http.ts", text);

function edited(text: string, act: (edit: MagicString, file: Source) => void): string {
  const edit = new MagicString(text);
  act(edit, source(text));
  return edit.toString();
}

const added = (text: string): string =>
  edited(text, (edit, file) => addImports(edit, file, [ROUTES]));
const removed = (text: string): string =>
  edited(text, (edit, file) => removeImports(edit, file, [ROUTES]));
const LINE = `import { addRoutes } from "./gatehouse/host/http";`;

describe("localName", () => {
  it("knows what a file calls it, with and without an ending", () => {
    expect(
      localName(source(`import { addRoutes as x } from "./gatehouse/host/http.js"`), ROUTES),
    ).toBe("x");
    expect(localName(source(LINE), ROUTES)).toBe("addRoutes");
    expect(localName(source(`import { addRoutes } from "./other"`), ROUTES)).toBeNull();
  });
});

describe("takenName", () => {
  it("minds names of the file's own, not properties that happen to be called so", () => {
    expect(takenName(source("function addRoutes() {}"), [ROUTES])).toBe("addRoutes");
    expect(takenName(source("x.addRoutes(); y = { addRoutes: 1 };"), [ROUTES])).toBeNull();
    expect(takenName(source(`${LINE}\naddRoutes();`), [ROUTES])).toBeNull();
  });
});

describe("addImports", () => {
  it("stands behind the last import, its comment included", () => {
    expect(added(`import a from "a"; // a\n\nuse(a);\n`)).toBe(
      `import a from "a"; // a\n${LINE}\n\nuse(a);\n`,
    );
  });

  it("stands below what speaks to the whole file and above what speaks to a statement", () => {
    expect(added("// @ts-nocheck\n/** Doc. */\nuse();\n")).toBe(
      `// @ts-nocheck\n${LINE}\n\n/** Doc. */\nuse();\n`,
    );
    expect(added("// The file.\n\nuse();\n")).toBe(`// The file.\n\n${LINE}\n\nuse();\n`);
  });

  it("says nothing twice", () => {
    expect(added(LINE)).toBe(LINE);
  });
});

describe("removeImports", () => {
  it("keeps what else the file imports from us", () => {
    const both = `import { addRoutes, other } from "./gatehouse/host/http";\n`;
    expect(removed(both)).toBe(both);
    expect(removed(`${LINE}\nimport { x } from "./gatehouse/other";\n`)).toBe(
      `import { x } from "./gatehouse/other";\n`,
    );
  });
});
