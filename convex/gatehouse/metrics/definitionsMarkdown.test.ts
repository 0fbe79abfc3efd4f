import { readFile } from "node:fs/promises";
import { format } from "prettier";
import { expect, it } from "vitest";
import { DEFINITIONS } from "./definitions";
import { definitionsMarkdown } from "./definitionsMarkdown";

it("docs/metrics.md is what `npm run docs:metrics` writes", async () => {
  const page = await format(definitionsMarkdown(), { parser: "markdown", printWidth: 100 });
  const written = await readFile(new URL("../../../docs/metrics.md", import.meta.url), "utf8");
  expect(written).toBe(page);
});

it.each(Object.values(DEFINITIONS))("tells all there is to $title", (definition) => {
  for (const text of Object.values(definition)) expect(definitionsMarkdown()).toContain(text);
});
