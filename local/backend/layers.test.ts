import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { circleIn, folderOf, importGraph } from "../../tests/support/importGraph";

/** As in docs/architecture.md: a folder knows those of its own layer and of the layers before it. */
const LAYERS = [
  ["values"],
  ["store"],
  ["schema", "query", "search", "transaction"],
  ["loader", "runtime", "scheduler"],
  ["auth"],
  ["sync"],
  ["http"],
];

const ROOT = import.meta.dirname;
const layerOf = (file: string) => LAYERS.findIndex((layer) => layer.includes(folderOf(file)));

const graph = importGraph(ROOT);

it("has a layer for every folder", () => {
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(LAYERS.flat().sort());
});

it.each(LAYERS.flat())("%s knows only its own layer and those before it", (folder) => {
  const wrong = [...graph]
    .filter(([file]) => folderOf(file) === folder)
    .flatMap(([file, imported]) =>
      imported
        .filter((target) => layerOf(target) > layerOf(file))
        .map((target) => `${file} imports ${target}`),
    );
  expect(wrong).toEqual([]);
});

it("has no files that import each other in a circle", () => {
  expect(circleIn(graph)).toBeNull();
});
