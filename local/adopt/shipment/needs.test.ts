import { describe, expect, it } from "vitest";
import { needsOf } from "./needs";

const RANGES = { convex: "1.48.0", svix: "1.99.1", "@scope/x": "~2.1.0", react: "^19.0.0" };

describe("needsOf", () => {
  it("asks for what is imported, in ranges and not in our pins", () => {
    const contents = new Map([
      ["gatehouse/a.ts", `import { v } from "convex/values";\nimport "svix/dist/webhook.js";`],
      [
        "gatehouse/b.ts",
        `import type { X } from "@scope/x/deep";\nimport "node:path";\nimport "./a";`,
      ],
      ["gatehouse/README.md", `import "react"`],
    ]);
    expect(needsOf(contents, RANGES)).toEqual({
      "@scope/x": "^2.1.0",
      convex: "^1.43.0",
      svix: "^1.99.1",
    });
  });

  it("does not ship an import that Gatehouse itself does not ask for", () => {
    expect(() => needsOf(new Map([["gatehouse/a.ts", `import "lodash";`]]), RANGES)).toThrow(
      "A shipped file imports lodash",
    );
  });
});
