import { describe, expect, it } from "vitest";
import type { FileEdit } from "../plan/edits";
import { againText } from "./again";
import { checkText } from "./checkText";
import { editSections } from "./editLines";
import { counted, sectionsText } from "./sections";
import { variableLines } from "./variables";

describe("sectionsText", () => {
  it("indents lines below their heading and leaves empty sections out", () => {
    const sections = [
      { title: "One", lines: ["a", "", "b"] },
      { title: "None", lines: [] },
      { title: "Two", lines: ["c"] },
    ];
    expect(sectionsText(sections)).toBe("One\n  a\n\n  b\n\nTwo\n  c");
  });

  it("counts in English", () => {
    expect([counted(0, "file"), counted(1, "file"), counted(2, "file")]).toEqual([
      "0 files",
      "1 file",
      "2 files",
    ]);
  });
});

describe("editSections", () => {
  const edits: FileEdit[] = [
    { file: "schema.ts", before: "a\n", outcome: { kind: "unchanged" } },
    { file: "http.ts", before: "a\n", outcome: { kind: "changed", text: "a\nb\n" } },
    { file: "crons.ts", before: null, outcome: { kind: "changed", text: "c\n" } },
    { file: "gatehouse.config.ts", before: "d\n", outcome: { kind: "changed", text: "" } },
    {
      file: "auth.config.ts",
      before: "x\n",
      outcome: { kind: "byHand", why: "it is odd", example: "e\nf" },
    },
  ];

  it("shows each change as it would stand, and apart what only a person can do", () => {
    expect(sectionsText(editSections(edits, "convex/", "Edits to make by hand, or with --edit")))
      .toBe(`Edits to make by hand, or with --edit
  convex/http.ts
    a
  + b

  convex/crons.ts (new)
  + c

  convex/gatehouse.config.ts (removed)
  - d

Edits that only you can make
  convex/auth.config.ts, because it is odd
  + e
  + f`);
  });
});

describe("checkText", () => {
  it("counts what is missing in its first line", () => {
    const findings = [
      { isThere: true, text: "The folder." },
      { isThere: false, text: "A package." },
    ];
    const text = checkText("/app", findings, "/workos/x");
    expect(text).toMatch(
      /^Gatehouse in \/app: 1 thing missing\n {2}ok {6}The folder\.\n {2}missing A package\./,
    );
    expect(checkText("/app", findings.slice(0, 1), "/x")).toContain("nothing is missing");
  });
});

describe("againText", () => {
  it("quotes a folder that a shell would take apart", () => {
    expect(againText("/home/me/my-app")).toBe("npm run adopt -- --app /home/me/my-app");
    expect(againText("/home/me/my app")).toBe(`npm run adopt -- --app "/home/me/my app"`);
  });
});

describe("variableLines", () => {
  it("sets every variable the functions cannot do without, and says where webhooks arrive", () => {
    const text = variableLines("/workos/x").join("\n");
    for (const name of [
      "WORKOS_CLIENT_ID",
      "WORKOS_API_KEY",
      "WORKOS_WEBHOOK_SECRET",
      "GATEHOUSE_ADMINS",
    ]) {
      expect(text).toContain(`npx convex env set ${name} `);
    }
    expect(text).toContain(".convex.site/workos/x");
    expect(text).toMatch(/WORKOS_WEBHOOK_SECRET whsec_… +# later, with the endpoint/);
    expect(text).toMatch(/GATEHOUSE_ENVIRONMENT Development # or Production, Preview/);
  });
});
