import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { SETTINGS } from "./settings";

it.each(Object.entries(SETTINGS))("%s stands in docs/console.md with its variable", (key, of) => {
  const row = new RegExp(`^\\| \`${key}\` .*\`${of.variable}\``, "m");
  expect(readFileSync("docs/console.md", "utf8")).toMatch(row);
});
