import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Where something of the project lies on this machine. */
export const inProject = (file: string) => path.join(ROOT, file);

/** The pages for people, as paths from the project's top. */
export const PAGES: readonly string[] = [
  ...markdownIn("."),
  ...markdownIn("docs"),
  ...["convex/README.md", "convex/gatehouse/README.md", "tests/hosts/README.md"],
];

function markdownIn(folder: string): string[] {
  const files = readdirSync(inProject(folder)).filter((file) => file.endsWith(".md"));
  return files.map((file) => path.posix.join(folder, file));
}

/** What a page says, as it is written. */
export const readPage = (page: string) => readFileSync(inProject(page), "utf8");

/** Everything that a pattern finds on a page, once each: its first group, else all of it. */
export function mentionsOn(page: string, pattern: RegExp): string[] {
  const found = [...readPage(page).matchAll(pattern)].map(([all, group]) => group ?? all);
  return [...new Set(found)];
}
