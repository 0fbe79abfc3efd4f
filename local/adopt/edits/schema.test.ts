import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createReader } from "../syntax/reader";
import { parseSource } from "../syntax/source";
import { extendSchema } from "./schema";
import { restoreSchema } from "./undoSchema";

const TABLES = `import { defineTable } from "convex/server";
export const userTables = { users: defineTable({}), teams: defineTable({}) };
export const otherTables = { posts: defineTable({}) };
`;
const reader = createReader((file) => (file === "/app/tables.ts" ? TABLES : null));
const IMPORT = `import { gatehouseTables, gatehouseUsers } from "./gatehouse/host/schema";\n`;

const outcomeOf = (text: string) => extendSchema(parseSource("/app/schema.ts", text), reader);

function extended(text: string): string {
  const outcome = outcomeOf(text);
  return outcome.kind === "changed" ? outcome.text : outcome.kind;
}

function restored(text: string): string {
  const outcome = restoreSchema(parseSource("/app/schema.ts", text));
  return outcome.kind === "changed" ? outcome.text : outcome.kind;
}

/** A schema before and after, which must also go back. */
function expectEdit(before: string, after: string): void {
  expect(extended(before)).toBe(after);
  expect(restored(after)).toBe(before);
  expect(extended(after)).toBe("unchanged");
}

const HEAD = `import { defineSchema, defineTable } from "convex/server";\n`;

describe("extendSchema", () => {
  it("brings our tables in and wraps a users table that is written out, indexes and all", () => {
    expectEdit(
      `${HEAD}
export default defineSchema({
  // People.
  users: defineTable({ workosId: v.string() })
    .index("by_email", ["email"]), // kept
  posts: defineTable({}),
});
`,
      `${HEAD}${IMPORT}
export default defineSchema({
  ...gatehouseTables,
  // People.
  users: gatehouseUsers(defineTable({ workosId: v.string() })
    .index("by_email", ["email"])), // kept
  posts: defineTable({}),
});
`,
    );
  });

  it("spells out a users table that is only named", () => {
    expectEdit(
      `${HEAD}import { users } from "./tables/users";\nexport default defineSchema({ users, posts });\n`,
      `${HEAD}import { users } from "./tables/users";\n${IMPORT}export default defineSchema({ ...gatehouseTables, users: gatehouseUsers(users), posts });\n`,
    );
  });

  it("follows a schema that is held in a const", () => {
    expectEdit(
      `${HEAD}const schema = defineSchema({\n  users\n});\nexport default schema;\n`,
      `${HEAD}${IMPORT}const schema = defineSchema({\n  ...gatehouseTables,\n  users: gatehouseUsers(users)\n});\nexport default schema;\n`,
    );
  });

  it("spreads tables that come whole, and keeps the options", () => {
    expectEdit(
      `${HEAD}import { userTables as tables } from "./tables";\nexport default defineSchema(tables, { schemaValidation: false });\n`,
      `${HEAD}import { userTables as tables } from "./tables";\n${IMPORT}export default defineSchema({ ...tables, ...gatehouseTables, users: gatehouseUsers(tables.users) }, { schemaValidation: false });\n`,
    );
  });

  it("finds the spread object that the users come from", () => {
    const imports = `import { userTables, otherTables } from "./tables";\n`;
    expectEdit(
      `${HEAD}${imports}export default defineSchema({\n  ...userTables,\n  ...otherTables,\n});\n`,
      `${HEAD}${imports}${IMPORT}export default defineSchema({\n  ...gatehouseTables,\n  ...userTables,\n  users: gatehouseUsers(userTables.users),\n  ...otherTables,\n});\n`,
    );
  });

  it("does not take one spread object on a line for tables that came whole", () => {
    const imports = `import { userTables } from "./tables";\n`;
    expectEdit(
      `${HEAD}${imports}export default defineSchema({ ...userTables });\n`,
      `${HEAD}${imports}${IMPORT}export default defineSchema({ ...gatehouseTables, ...userTables, users: gatehouseUsers(userTables.users) });\n`,
    );
  });

  it.each([
    [
      "\n  ...base,\n  users: base.users,\n",
      "\n  ...base,\n  users: gatehouseUsers(base.users),\n  ...gatehouseTables,\n",
    ],
    [
      "\n  ...base,\n  users: base.users\n",
      "\n  ...base,\n  users: gatehouseUsers(base.users),\n  ...gatehouseTables\n",
    ],
    [
      " ...base, users: base.users ",
      " ...base, users: gatehouseUsers(base.users), ...gatehouseTables ",
    ],
    [
      "\n  ...base,\n  users: base.users,\n  posts,\n",
      "\n  ...base,\n  users: gatehouseUsers(base.users),\n  ...gatehouseTables,\n  posts,\n",
    ],
  ])("gives back the app's own line that names a spread table again: %j", (before, after) => {
    const schemaOf = (tables: string, ours = ""): string =>
      `${HEAD}${ours}export default defineSchema({${tables}});\n`;
    expectEdit(schemaOf(before), schemaOf(after, IMPORT));
  });

  it("writes single quotes and no semicolons where the app does", () => {
    const text = `import { defineSchema } from 'convex/server'\n\nexport default defineSchema({\n  users,\n})\n`;
    expect(extended(text)).toContain(
      `import { gatehouseTables, gatehouseUsers } from './gatehouse/host/schema'\n\nexport`,
    );
  });

  it("adds only what is missing to an edit begun by hand", () => {
    const begun = `${HEAD}import { gatehouseTables } from "./gatehouse/host/schema";\nexport default defineSchema({ users, ...gatehouseTables });\n`;
    expect(extended(begun)).toBe(
      `${HEAD}import { gatehouseTables } from "./gatehouse/host/schema";\nimport { gatehouseUsers } from "./gatehouse/host/schema";\nexport default defineSchema({ users: gatehouseUsers(users), ...gatehouseTables });\n`,
    );
  });

  it.each([
    ["makes its tables by a call", `export default defineSchema(makeTables());`],
    ["exports no schema", `export const schema = 1;`],
    ["has users that cannot be seen", `export default defineSchema({ ...authTables });`],
    [
      "calls something else gatehouseUsers",
      `const gatehouseUsers = 1;\nexport default defineSchema({ users });`,
    ],
  ])("leaves a file to its owner that %s", (_, text) => {
    expect(outcomeOf(text)).toMatchObject({ kind: "byHand" });
  });

  it("refuses convex-ents by name", () => {
    expect(outcomeOf(`export default defineEntSchema({ users: defineEnt({}) });`)).toMatchObject({
      kind: "refused",
      why: expect.stringContaining("convex-ents"),
    });
  });
});

const users = fc.constantFrom(
  "users",
  "users: defineTable({ a: v.string() })",
  `users: defineTable({\n    a: v.string(),\n  })\n    .index("by_a", ["a"])`,
  `"users": table`,
  "users: (table as never)",
);
const other = fc.constantFrom("posts", "teams: defineTable({})", "...otherTables", "/* c */ a: b");
const newline = fc.constantFrom("\n", "\r\n");
const schema = fc
  .record({
    before: fc.array(other, { maxLength: 2 }),
    users,
    after: fc.array(other, { maxLength: 2 }),
    separator: fc.constantFrom(", ", ",\n  ", ",\n\n\t", ", // note\n  "),
    open: fc.constantFrom(" ", "\n  ", " // tables\n  "),
    end: fc.constantFrom(" ", "\n", ",\n", ", // last\n"),
    quote: fc.constantFrom('"', "'"),
    semicolon: fc.constantFrom(";", ""),
    shape: fc.constantFrom("default", "const", "options", "satisfies"),
    newline,
  })
  .map(
    ({ before, users: own, after, separator, open, end, quote, semicolon, shape, newline: nl }) => {
      const object = `{${open}${[...before, own, ...after].join(separator)}${end}}`;
      const call = `defineSchema(${object}${shape === "options" ? ", { schemaValidation: true }" : ""})`;
      const body =
        shape === "const"
          ? `const schema = ${call}${semicolon}\nexport default schema`
          : `export default ${call}${shape === "satisfies" ? " satisfies X" : ""}`;
      const text = `import { defineSchema } from ${quote}convex/server${quote}${semicolon}\n\n${body}${semicolon}\n`;
      return text.replaceAll("\n", nl);
    },
  );

describe("restoreSchema", () => {
  it("gives every schema back to the byte", () => {
    fc.assert(
      fc.property(schema, (text) => {
        const after = extended(text);
        expect(after).toContain("...gatehouseTables");
        expect(restored(after)).toBe(text);
      }),
    );
  });

  it("keeps what the app wrote since", () => {
    const after = extended(`${HEAD}export default defineSchema({\n  users,\n});\n`);
    const grown = after.replace("users: ", "posts: defineTable({}),\n  users: ");
    expect(restored(grown)).toBe(
      `${HEAD}export default defineSchema({\n  posts: defineTable({}),\n  users,\n});\n`,
    );
  });

  it("leaves a schema without our lines alone", () => {
    expect(restored(`${HEAD}export default defineSchema({ users });\n`)).toBe("unchanged");
  });
});
