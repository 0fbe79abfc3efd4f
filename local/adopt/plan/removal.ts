import path from "node:path";
import { rootFileOf, type App } from "../app/app";
import { BLANK, inStyle } from "../edits/templates";
import { removeDependencies, removeEmptyGroup } from "../edits/packageFile";
import { CONFIG_STEM, ROOT_FILES, type RootFile } from "../edits/rootFiles";
import { MANIFEST_FILE, type Manifest } from "../manifest";
import type { AdoptOptions } from "../options";
import { packagesOf, specifiersIn } from "../shipment/moveImports";
import { hasSyntaxErrors, parseSource } from "../syntax/source";
import { styleOf } from "../syntax/style";
import type { Change } from "../write/allOrNothing";
import { dirtNotes } from "./dirt";
import { sourceOf, type FileEdit } from "./edits";
import { planFolder } from "./folder";
import { editedNotes, listed } from "./folderNotes";
import { joined, type Notes } from "./notes";

/** All that taking Gatehouse out does to an app. */
export interface RemovalPlan extends Notes {
  /** Files of ours, below the functions folder. */
  files: string[];
  /** Root files that lose our lines; those that were made for us are removed. */
  edits: FileEdit[];
  packages: string[];
  /** What `--write` does; empty while something stands in the way. */
  changes: Change[];
}

/** Decides how an app is left as it was. Nothing is read or written here. */
export function planRemoval(app: App, options: AdoptOptions): RemovalPlan {
  const { manifest } = app;
  if (manifest === null) {
    const place = path.relative(app.root, path.join(app.functions, MANIFEST_FILE));
    const refusal = `There is no ${place}: Gatehouse was not taken into this app, or by hand. Nothing to take out.`;
    return { files: [], edits: [], packages: [], changes: [], refusals: [refusal], warnings: [] };
  }
  const folder = planFolder(new Map(), app.folder, manifest);
  const edits = ROOT_FILES.flatMap((one) => restore(app, one, manifest));
  const packages = unused(app, manifest);
  const notes = joined([
    editedNotes(folder, options.overwriteEdits),
    dirtNotes(app, options.allowDirty),
    leftovers(app, edits),
    kept(manifest, packages),
  ]);
  const plan = { ...notes, files: folder.removed, edits, packages };
  return { ...plan, changes: notes.refusals.length > 0 ? [] : changesOf(app, manifest, plan) };
}

function restore(app: App, rootFile: RootFile, manifest: Manifest): FileEdit[] {
  const file = rootFileOf(app, rootFile.stem);
  const source = file === null ? null : sourceOf(app, file);
  if (file === null || source === null) return [];
  const isMade = manifest.madeFiles.includes(file);
  // A config that the app had before is the app's: what is left in it is told as a leftover.
  if (rootFile.stem === CONFIG_STEM && !isMade) return [];
  const outcome = rootFile.undo(source);
  if (outcome.kind !== "changed" || hasSyntaxErrors(parseSource(file, outcome.text))) return [];
  const isAsMade = isMade && isBlank(rootFile.stem, source, outcome.text);
  const text = isAsMade || rootFile.stem === CONFIG_STEM ? "" : outcome.text;
  return [{ file, before: source.text, outcome: { kind: "changed", text } }];
}

function isBlank(stem: string, source: Parameters<typeof styleOf>[0], text: string): boolean {
  const blank = Object.entries(BLANK).find(([name]) => name === stem)?.[1];
  return blank !== undefined && inStyle(blank, styleOf(source)) === text;
}

/** Packages that came with us and that no function of the app has taken up since. */
function unused({ code }: App, { addedPackages }: Manifest): string[] {
  const used = new Set([...code].flatMap(([file, text]) => packagesOf(file, text)));
  return addedPackages.filter((name) => !used.has(name));
}

function kept({ addedPackages }: Manifest, packages: readonly string[]): Notes {
  const names = addedPackages.filter((name) => !packages.includes(name));
  const warning = `${names.join(", ")}: came with Gatehouse and stays, because your functions import it by now.`;
  return { refusals: [], warnings: names.length === 0 ? [] : [warning] };
}

/** Files of the app that would still import what is gone. */
function leftovers({ code }: App, edits: readonly FileEdit[]): Notes {
  const after = new Map(code);
  for (const { file, outcome } of edits)
    if (outcome.kind === "changed") after.set(file, outcome.text);
  const files = [...after].filter(([file, text]) => specifiersIn(file, text).some(isOurs));
  const names = files.map(([file]) => file);
  const warning = `${listed(names)}: still imports from gatehouse/. Take that out by hand before you push.`;
  return { refusals: [], warnings: names.length === 0 ? [] : [warning] };
}

const isOurs = (specifier: string): boolean =>
  /^\.{1,2}\/(.*\/)?gatehouse(\/|\.config)/.test(specifier);

function changesOf(
  { functions, packagePath, packageText }: App,
  { madeDependencies }: Manifest,
  { files, edits, packages }: Pick<RemovalPlan, "files" | "edits" | "packages">,
): Change[] {
  const inFunctions = (file: string): string => path.join(functions, file);
  const without = removeDependencies(packageText, packages);
  const text = madeDependencies ? removeEmptyGroup(without) : without;
  return [
    ...edits.flatMap(({ file, outcome }) =>
      outcome.kind === "changed" ? [{ path: inFunctions(file), text: outcome.text || null }] : [],
    ),
    ...(text === packageText ? [] : [{ path: packagePath, text }]),
    ...[...files, MANIFEST_FILE].map((file) => ({ path: inFunctions(file), text: null })),
  ];
}
