import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSource } from "../syntax/source";
import { addProviders, removeProviders } from "./authConfig";

const added = (text: string): string => {
  const outcome = addProviders(parseSource("/app/auth.config.ts", text));
  return outcome.kind === "changed" ? outcome.text : outcome.kind;
};

const removed = (text: string): string => {
  const outcome = removeProviders(parseSource("/app/auth.config.ts", text));
  return outcome.kind === "changed" ? outcome.text : outcome.kind;
};

const IMPORT = `import { gatehouseProviders } from "./gatehouse/host/auth";\n`;

describe("addProviders", () => {
  it("wraps the providers of a file without imports", () => {
    expect(added(`export default {\n  providers: [{ domain: "a" }],\n};\n`)).toBe(
      `${IMPORT}\nexport default {\n  providers: gatehouseProviders([{ domain: "a" }]),\n};\n`,
    );
  });

  it("keeps satisfies, and comments that speak to the whole file on top", () => {
    const text = `/* eslint-disable */\n// Who may sign in.\nexport default { providers: [] } satisfies AuthConfig;\n`;
    expect(added(text)).toBe(
      `/* eslint-disable */\n${IMPORT}\n// Who may sign in.\nexport default { providers: gatehouseProviders([]) } satisfies AuthConfig;\n`,
    );
  });

  it("follows a config that is held in a const, whatever its providers are", () => {
    const text = `import type { AuthConfig } from "convex/server";\nconst authConfig: AuthConfig = { providers };\nexport default authConfig;\n`;
    expect(added(text)).toContain("{ providers: gatehouseProviders(providers) }");
  });

  it("says nothing twice", () => {
    expect(added(added("export default { providers: [] };"))).toBe("unchanged");
  });

  it.each(["export default makeConfig();", "export default { };", "module.exports = {};"])(
    "leaves %j to its owner",
    (text) => {
      expect(addProviders(parseSource("/app/auth.config.ts", text))).toMatchObject({
        kind: "byHand",
      });
    },
  );
});

describe("removeProviders", () => {
  it("gives every file back to the byte", () => {
    const file = fc.record({
      header: fc.constantFrom("", "// @ts-nocheck\n", "// Who.\n", "/* a */\n\n// b\n", "\n\n"),
      imports: fc.constantFrom("", `import a from "./a";\n`, `import a from './a'\n\n`),
      providers: fc.constantFrom(
        "providers",
        "providers: []",
        "providers: [\n    a, // b\n  ]",
        "providers: all()",
      ),
      shape: fc.constantFrom("default", "satisfies", "const"),
      newline: fc.constantFrom("\n", "\r\n"),
    });
    fc.assert(
      fc.property(file, ({ header, imports, providers, shape, newline }) => {
        const object = `{\n  ${providers},\n}`;
        const body =
          shape === "const"
            ? `const config = ${object};\n\nexport default config;\n`
            : `export default ${object}${shape === "satisfies" ? " satisfies AuthConfig" : ""};\n`;
        const text = (header + imports + body).replaceAll("\n", newline);
        const after = added(text);
        expect(after).toContain("gatehouseProviders(");
        expect(removed(after)).toBe(text);
      }),
    );
  });
});
