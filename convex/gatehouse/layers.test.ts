import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { circleIn, folderOf, importGraph } from "../../tests/support/importGraph";

/** From the ground up: a folder imports from its own row and from the rows above it in this table. */
const ROWS: readonly (readonly string[])[] = [
  ["tables", "lib", "env", "diagnostics"],
  ["workos", "metrics", "environments", "endpoints"],
  ["users"],
  ["operators"],
  ["audit", "signIns"],
  ["inbox"],
  ["drain", "replay", "erasure"],
  ["drift"],
  ["reconcile"],
  ["checks"],
  ["person", "selfChecks"],
  ["retention"],
  // The doors, and what makes them.
  ["."],
  ["host"],
];

/** A door and what is beside it: the calls that an app or the console may make. */
const DOORS = ".";
const rowOf = (file: string) => ROWS.findIndex((row) => row.includes(folderOf(file)));
const graph = importGraph(import.meta.dirname);

it("has a row for every folder", () => {
  const folders = new Set([...graph.keys()].map(folderOf));
  expect([...folders].sort()).toEqual([...ROWS.flat()].sort());
});

it.each(ROWS.flat())("%s imports only its own row and those above it", (folder) => {
  const wrong = [...graph]
    .filter(([file]) => folderOf(file) === folder)
    .flatMap(([file, imported]) =>
      imported
        .filter((target) => rowOf(target) > rowOf(file))
        .map((target) => `${file} imports ${target}`),
    );
  expect(wrong).toEqual([]);
});

it("has no folders that import each other in a circle", () => {
  const folders = new Map<string, string[]>();
  for (const [file, imported] of graph) {
    const known = imported.map(folderOf).filter((folder) => folder !== folderOf(file));
    folders.set(folderOf(file), [...(folders.get(folderOf(file)) ?? []), ...known]);
  }
  expect(circleIn(folders)).toBeNull();
});

it("has no files that import each other in a circle", () => {
  expect(circleIn(graph)).toBeNull();
});

it("is entered by its doors: no room imports one", () => {
  const wrong = [...graph].flatMap(([file, imported]) =>
    folderOf(file) === DOORS || folderOf(file) === "host"
      ? []
      : imported.filter((target) => folderOf(target) === DOORS).map((door) => `${file}: ${door}`),
  );
  expect(wrong).toEqual([]);
});

it("knows of the app around it only what every app has", () => {
  const allowed = /^(_generated\/(api|server|dataModel)|schema|gatehouse\.config)$/;
  const wrong = [...graph.keys()].flatMap((file) => {
    const source = readFileSync(path.join(import.meta.dirname, file), "utf8");
    const outside = [...source.matchAll(/from "(\.[^"]+)"/g)]
      .map(([, target = ""]) => path.posix.join("gatehouse", path.posix.dirname(file), target))
      .filter((target) => !target.startsWith("gatehouse/") && !target.startsWith("../webhooks/"));
    return outside.filter((target) => !allowed.test(target)).map((target) => `${file}: ${target}`);
  });
  expect(wrong).toEqual([]);
});

it("needs no file of its own to be a room and a call at once", () => {
  const doors = [...graph.keys()].filter((file) => folderOf(file) === DOORS);
  const clashes = doors.flatMap((door) => {
    const names = readFileSync(path.join(import.meta.dirname, door), "utf8").matchAll(
      /^export const (\w+)/gm,
    );
    return [...names]
      .map(([, name = ""]) => door.replace(/\.ts$/, `/${name}.ts`))
      .filter((room) => existsSync(path.join(import.meta.dirname, room)))
      .filter((room) =>
        /= internal|= (mutation|query|action)/.test(
          readFileSync(path.join(import.meta.dirname, room), "utf8"),
        ),
      );
  });
  expect(clashes).toEqual([]);
});
