import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDependencies, removeDependencies, removeEmptyGroup } from "./packageFile";

const text = (content: unknown, indent: number | string = 2): string =>
  `${JSON.stringify(content, null, indent)}\n`;

describe("addDependencies", () => {
  it("puts packages where their names belong and leaves the rest as it is written", () => {
    const before = text({ name: "app", dependencies: { convex: "^1.43.0", zod: "^3.0.0" } }, 4);
    expect(
      addDependencies(before, { "convex-helpers": "^0.1.1", svix: "^1.0.0", "a-b": "1" }),
    ).toBe(
      text(
        {
          name: "app",
          dependencies: {
            "a-b": "1",
            convex: "^1.43.0",
            "convex-helpers": "^0.1.1",
            svix: "^1.0.0",
            zod: "^3.0.0",
          },
        },
        4,
      ),
    );
  });

  it("makes the group where there is none", () => {
    const before = text({ devDependencies: { convex: "^1.43.0" } });
    expect(addDependencies(before, { svix: "^1.0.0", tldts: "^7.0.0" })).toBe(
      text({
        devDependencies: { convex: "^1.43.0" },
        dependencies: { svix: "^1.0.0", tldts: "^7.0.0" },
      }),
    );
  });

  it("fills an empty group", () => {
    expect(addDependencies(text({ dependencies: {} }), { svix: "^1.0.0" })).toBe(
      text({ dependencies: { svix: "^1.0.0" } }),
    );
  });
});

const name = fc.constantFrom(
  "a",
  "convex",
  "convex-helpers",
  "next",
  "svix",
  "tldts",
  "zod",
  "@x/y",
);
const ours = fc.dictionary(
  fc.constantFrom("convex-helpers", "svix", "tldts"),
  fc.constant("^1.0.0"),
  { minKeys: 1 },
);

describe("removeDependencies", () => {
  it("gives every file back to the byte", () => {
    const file = fc.record({
      dependencies: fc.option(fc.dictionary(name, fc.constant("^2.0.0")), { nil: undefined }),
      indent: fc.constantFrom(2, 4, "\t"),
      newline: fc.constantFrom("\n", "\r\n"),
      isLast: fc.boolean(),
    });
    fc.assert(
      fc.property(file, ours, ({ dependencies, indent, newline, isLast }, wanted) => {
        const content = isLast ? { name: "x", dependencies } : { dependencies, name: "x" };
        const before = text(content, indent).replaceAll("\n", newline);
        const added = Object.fromEntries(
          Object.entries(wanted).filter(([one]) => !(one in (dependencies ?? {}))),
        );
        const after = addDependencies(before, added);
        expect(JSON.parse(after)).toEqual({
          name: "x",
          ...(dependencies === undefined && Object.keys(added).length === 0
            ? {}
            : { dependencies: { ...dependencies, ...added } }),
        });
        const removed = removeDependencies(after, Object.keys(added));
        expect(dependencies === undefined ? removeEmptyGroup(removed) : removed).toBe(before);
      }),
    );
  });

  it("leaves alone what is gone already", () => {
    expect(removeDependencies(text({ name: "x" }), ["svix"])).toBe(text({ name: "x" }));
  });
});
