import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

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
const layerOf = (folder: string) => LAYERS.findIndex((layer) => layer.includes(folder));

/** The folders that the code of a folder imports from, tests and their helpers apart. */
function knownTo(folder: string): Set<string> {
  const known = new Set<string>();
  for (const file of sourcesOf(path.join(ROOT, folder))) {
    for (const [, target = ""] of readFileSync(file, "utf8").matchAll(/ from "(\.[^"]+)";/g)) {
      const [first = ""] = path
        .relative(ROOT, path.resolve(path.dirname(file), target))
        .split(path.sep);
      if (layerOf(first) >= 0) known.add(first);
    }
  }
  return known;
}

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/(\.test|testing)\.ts$|fixtures/.test(name))
    .map((name) => path.join(folder, name));
}

it("has a layer for every folder", () => {
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(LAYERS.flat().sort());
});

it.each(LAYERS.flat())("%s knows only its own layer and those before it", (folder) => {
  const above = [...knownTo(folder)].filter((known) => layerOf(known) > layerOf(folder));
  expect(above).toEqual([]);
});
