import { describe, expect, it } from "vitest";
import { createReader } from "../syntax/reader";
import { hasSyntaxErrors, parseSource } from "../syntax/source";
import { outcomeOf, type Outcome } from "./outcome";
import { provenEdit } from "./provenEdit";
import { ROOT_FILES } from "./rootFiles";

const reader = createReader(() => null);
const HTTP = "const http = httpRouter();\nexport default http;\n";

/** What becomes of a file by an edit that makes it this text. */
const proven = (after: string): Outcome =>
  provenEdit(
    parseSource("/app/http.ts", HTTP),
    { stem: "http", edit: ({ text }) => outcomeOf(text, after), example: "addRoutes(http);" },
    reader,
  );

/** A root file after its edit. */
function edited(stem: string, text: string): string {
  const rootFile = ROOT_FILES.find((one) => one.stem === stem);
  if (rootFile === undefined) throw new Error(`no root file ${stem}`);
  const outcome = provenEdit(parseSource(`/app/${stem}.ts`, text), rootFile, reader);
  return outcome.kind === "changed" ? outcome.text : outcome.kind;
}

describe("provenEdit", () => {
  it("takes an edit whose result is code and has all it needs", () => {
    expect(proven(`${HTTP}addRoutes(http);\n`)).toMatchObject({ kind: "changed" });
  });

  it("leaves a file to its owner when the result would be no code", () => {
    expect(proven(`${HTTP}addRoutes(http;\n`)).toEqual({
      kind: "byHand",
      why: expect.stringContaining("its shape is unusual"),
      example: "addRoutes(http);",
    });
  });

  it("leaves a file to its owner when the result would lack what was put in", () => {
    const grows = provenEdit(
      parseSource("/app/http.ts", HTTP),
      { stem: "http", edit: ({ text }) => outcomeOf(text, `${text}// call\n`), example: "call" },
      reader,
    );
    expect(grows).toMatchObject({ kind: "byHand", example: "call" });
  });
});

const SERVER = `import { defineSchema } from "convex/server";`;

describe("lines that go on", () => {
  it("imports before a comment that runs over the end of its line", () => {
    const text = `${SERVER} /* validators,\n see docs */\nexport default defineSchema({\n  users,\n});\n`;
    expect(edited("schema", text)).toBe(`${SERVER}
import { gatehouseTables, gatehouseUsers } from "./gatehouse/host/schema"; /* validators,
 see docs */
export default defineSchema({
  ...gatehouseTables,
  users: gatehouseUsers(users),
});
`);
  });

  it("brings tables in behind a comment that runs over the end of its line", () => {
    const text = `${SERVER}\nexport default defineSchema({ /* The tables\n of this app */\n  users,\n});\n`;
    expect(edited("schema", text)).toContain(
      `{ /* The tables\n of this app */\n  ...gatehouseTables,\n  users: gatehouseUsers(users),\n`,
    );
  });

  it("imports before another statement of the same line", () => {
    const text = `${SERVER} export default defineSchema({\n  users,\n});\n`;
    expect(edited("schema", text)).toContain(
      `${SERVER}\nimport { gatehouseTables, gatehouseUsers } from "./gatehouse/host/schema"; export default`,
    );
  });

  it("imports before a template that runs over the end of its line", () => {
    const text =
      'import { httpRouter } from "convex/server"; const doc = `a\nb`;\nconst http = httpRouter();\nexport default http;\n';
    const after = edited("http", text);
    expect(after).toContain("const doc = `a\nb`;");
    expect(hasSyntaxErrors(parseSource("/app/http.ts", after))).toBe(false);
  });

  it("calls before a comment that runs over the end of its line", () => {
    const text = "const http = httpRouter(); /* routes,\n all of them */\nexport default http;\n";
    expect(edited("http", text)).toContain(
      "httpRouter();\naddGatehouseRoutes(http); /* routes,\n all of them */\n",
    );
  });

  it.each(["/* a */ /* b */", "// c", "/* a */ // c"])("stays behind a whole %s", (comment) => {
    const text = `const http = httpRouter(); ${comment}\nexport default http;\n`;
    expect(edited("http", text)).toContain(`${comment}\naddGatehouseRoutes(http);\n`);
  });
});
