// @vitest-environment node
import { expect, it } from "vitest";
import { circleIn, folderOf, importGraph } from "../tests/support/importGraph";

/** From top to bottom: a file imports from its own folder and from the rows below, nothing else. */
const ROWS: readonly { folders: readonly string[]; hold: string }[] = [
  { folders: ["."], hold: "what starts the console and puts it together" },
  { folders: ["layout"], hold: "the frame around the pages, and the list of them" },
  { folders: ["overview"], hold: "the page that looks at all the others" },
  { folders: ["users"], hold: "people, with their sign-ins and help to sign in" },
  {
    folders: ["audit", "check", "diagnostics", "settings", "signIns", "webhooks"],
    hold: "pages that do not know each other",
  },
  { folders: ["gate"], hold: "who is at the console, and may they come in" },
  { folders: ["list"], hold: "what lists have in common" },
  { folders: ["ui"], hold: "parts and words of any page" },
  { folders: ["providers"], hold: "the way to Convex and AuthKit" },
  { folders: ["hosting"], hold: "what hosts are told: headers, the fallback, the policy" },
  {
    folders: ["addresses", "config", "theme"],
    hold: "where pages are, how it is set up, how it looks",
  },
];

const rowOf = (file: string) => ROWS.findIndex(({ folders }) => folders.includes(folderOf(file)));

const graph = importGraph(import.meta.dirname);

it("has a row for every folder", () => {
  const folders = new Set([...graph.keys()].map(folderOf));
  expect([...folders].sort()).toEqual(ROWS.flatMap(({ folders }) => folders).sort());
});

it.each(ROWS)("$folders ($hold): imports only itself and what stands below", ({ folders }) => {
  const wrong = [...graph]
    .filter(([file]) => folders.includes(folderOf(file)))
    .flatMap(([file, imported]) =>
      imported
        .filter((target) => folderOf(target) !== folderOf(file) && rowOf(target) <= rowOf(file))
        .map((target) => `${file} imports ${target}`),
    );
  expect(wrong).toEqual([]);
});

it("has no files that import each other in a circle", () => {
  expect(circleIn(graph)).toBeNull();
});
