import { describe, expect, it } from "vitest";
import { GATEHOUSE } from "../testing.fixture";
import { contentsOf, isShipped } from "./contents";

const shipped = (changes: Record<string, string> = {}) =>
  contentsOf(new Map(Object.entries({ ...GATEHOUSE, ...changes })));

describe("isShipped", () => {
  it.each(["convex/gatehouse/a.ts", "convex/gatehouse/a/README.md", "webhooks/a.ts", "LICENSE"])(
    "ships %s",
    (file) => {
      expect(isShipped(file)).toBe(true);
    },
  );

  it.each([
    "convex/gatehouse/a.test.ts",
    "webhooks/a.fixture.ts",
    "convex/gatehouse/testing/a.ts",
    "convex/gatehouse/seed.ts",
    "convex/gatehouse/_generated/api.d.ts",
    "convex/schema.ts",
    "README.md",
    "admin/LICENSE",
  ])("keeps %s at home", (file) => {
    expect(isShipped(file)).toBe(false);
  });
});

describe("contentsOf", () => {
  it("puts webhooks and the license inside the one folder", () => {
    expect([...shipped().keys()]).toEqual([
      "gatehouse/LICENSE",
      "gatehouse/README.md",
      "gatehouse/host/auth.ts",
      "gatehouse/host/config.ts",
      "gatehouse/host/crons.ts",
      "gatehouse/host/http.ts",
      "gatehouse/host/schema.ts",
      "gatehouse/lib/nullable.ts",
      "gatehouse/users.ts",
      "gatehouse/webhooks/decode.ts",
      "gatehouse/webhooks/effect.ts",
    ]);
  });

  it("turns imports to where things lie then, however they are written", () => {
    const text = `import { a } from '../../../webhooks/effect';
export * from "../../../webhooks/decode";
type T = import("../../../webhooks/effect").T;
const lazy = () => import("../users"); // "../../../webhooks/effect" stays in a comment
const words = "../../../webhooks/effect";
import config from "../../gatehouse.config";
`;
    expect(shipped({ "convex/gatehouse/lib/deep.ts": text }).get("gatehouse/lib/deep.ts"))
      .toBe(`import { a } from '../webhooks/effect';
export * from "../webhooks/decode";
type T = import("../webhooks/effect").T;
const lazy = () => import("../users"); // "../../../webhooks/effect" stays in a comment
const words = "../../../webhooks/effect";
import config from "../../gatehouse.config";
`);
  });

  it("leaves a file alone that points nowhere else", () => {
    expect(shipped().get("gatehouse/lib/nullable.ts")).toBe(
      GATEHOUSE["convex/gatehouse/lib/nullable.ts"],
    );
  });

  it("does not ship a file whose import stays at home", () => {
    const file = { "convex/gatehouse/a.ts": `import "../../local/x";\n` };
    expect(() => shipped(file)).toThrow("convex/gatehouse/a.ts imports ../../local/x");
  });
});
