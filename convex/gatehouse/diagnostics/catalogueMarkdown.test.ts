import { readFile } from "node:fs/promises";
import { format } from "prettier";
import { describe, expect, it } from "vitest";
import { catalogue, ORIGINAL_GUIDE } from "./catalogue";
import { catalogueMarkdown } from "./catalogueMarkdown";

const page = await format(catalogueMarkdown(), { parser: "markdown", printWidth: 100 });

describe("docs/diagnostics.md", () => {
  it("is what `npm run docs:diagnostics` writes", async () => {
    const written = await readFile(
      new URL("../../../docs/diagnostics.md", import.meta.url),
      "utf8",
    );
    expect(written).toBe(page);
  });

  it("describes every cause once, by its code", () => {
    for (const { code } of catalogue) {
      expect(page.split(`\`${code}\` ·`)).toHaveLength(2);
    }
  });

  it("begins with the four of the original guide", () => {
    const positions = ORIGINAL_GUIDE.map((code) => page.indexOf(`\`${code}\``));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(page.indexOf("### ")).toBeLessThan(positions[0] ?? -1);
    expect(page.slice(0, positions.at(-1)).match(/^### /gm)).toHaveLength(4);
  });

  it("leaves no placeholder unfilled", () => {
    expect(page.replace(/\{\{.*?\}\}/g, "")).not.toMatch(/\{\w+\}/);
  });

  it("names no environment of anybody", () => {
    expect(page).not.toMatch(/environment_[0-9A-Z]|client_[0-9A-Z]{5}|sk_(test|live)_[A-Za-z0-9]/);
  });
});
