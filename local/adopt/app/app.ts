import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { MANIFEST_FILE, parseManifest, type Manifest } from "../manifest";
import { STAGE_PREFIX } from "../write/allOrNothing";
import { readGit, type GitState } from "./git";
import type { Lock } from "./lock";
import { findPlace, type Place } from "./place";
import { readLock } from "./readLock";
import { readTree, type Tree } from "./tree";

/** All that is known about the app before anything is planned. */
export interface App extends Place {
  lock: Lock | null;
  git: GitState;
  /** The app's own code below its functions folder: no file of ours, nothing generated. */
  code: Tree;
  /** What lies in `gatehouse/`, by its path below the functions folder. */
  folder: Tree;
  /** Null when no adoption is on record. */
  manifest: Manifest | null;
  /** A file, where our folder would be. */
  obstacle: string | null;
  /** Folders that runs left below the app's, because they were stopped half-way. */
  stages: string[];
  /** The text of `_generated/api.d.ts`; null when nothing was generated. */
  generated: string | null;
}

/** Endings of files that Convex takes for functions, the most usual first. */
const ENDINGS = ["ts", "tsx", "js", "jsx", "mjs"];
const CODE = /\.[cm]?[jt]sx?$/;
const NOT_THEIRS = /^(gatehouse|_generated)\//;

/**
 * Looks at an app.
 * @param folder as the person typed it.
 * @param source Gatehouse's own folder.
 * @throws Refusal when this is not an app that could be looked at.
 */
export function readApp(folder: string, source: string): App {
  const place = findPlace(folder, source);
  const { functions } = place;
  const ours = path.join(functions, "gatehouse");
  const tree = readTree(
    functions,
    (file) => file.startsWith("gatehouse/") || (CODE.test(file) && !NOT_THEIRS.test(file)),
  );
  const isOurs = ([file]: readonly [string, string]): boolean => file.startsWith("gatehouse/");
  const record = tree.get(MANIFEST_FILE);
  return {
    ...place,
    lock: readLock(path.dirname(place.packagePath), place.packageFile.ranges),
    git: readGit(place.root),
    code: new Map([...tree].filter((one) => !isOurs(one))),
    folder: new Map([...tree].filter(isOurs)),
    manifest: record === undefined ? null : parseManifest(record),
    obstacle: obstacleOf(ours),
    stages: readdirSync(place.root).filter((name) => name.startsWith(STAGE_PREFIX)),
    generated: textOf(path.join(functions, "_generated", "api.d.ts")),
  };
}

/** Convex would take `gatehouse.ts` for a module of the folder's name. */
function obstacleOf(ours: string): string | null {
  const files = ENDINGS.map((ending) => `${ours}.${ending}`);
  const isFile = existsSync(ours) && statSync(ours).isFile();
  return isFile ? ours : (files.find((file) => existsSync(file)) ?? null);
}

/** A file's text; null when there is no such file. */
export function textOf(file: string): string | null {
  const isFile = statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
  return isFile ? readFileSync(file, "utf8") : null;
}

/** The name of a root file as the app has it: `http.ts`, or `http.tsx`; null when it has none. */
export function rootFileOf({ code }: App, stem: string): string | null {
  return ENDINGS.map((ending) => `${stem}.${ending}`).find((file) => code.has(file)) ?? null;
}
