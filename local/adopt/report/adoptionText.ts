import path from "node:path";
import type { App } from "../app/app";
import type { AdoptOptions } from "../options";
import { isOurFile, type AdoptionPlan } from "../plan/adoption";
import { isSame, type FolderPlan } from "../plan/folder";
import { listed } from "../plan/folderNotes";
import { againText } from "./again";
import { editSections } from "./editLines";
import { counted, sectionsText, type Section } from "./sections";
import { variableLines } from "./variables";

/** What taking Gatehouse in does to an app, in words. */
export function adoptionText(
  app: App,
  plan: AdoptionPlan,
  version: string,
  options: AdoptOptions,
): string {
  const where = `${path.relative(app.root, app.functions).replaceAll(path.sep, "/")}/`;
  const packages = Object.entries(plan.versions.added).map(([name, range]) => `+ ${name} ${range}`);
  const isByHand = options.write && !options.edit;
  const packageName = path.relative(app.root, app.packagePath);
  return sectionsText([
    { title: headline(app, version, options, plan), lines: [`functions in ${where}`] },
    { title: "In the way", lines: plan.refusals },
    { title: `Folder ${where}gatehouse/`, lines: folderLines(plan.folder, app, version) },
    { title: `Packages added to ${packageName}`, lines: packages },
    { title: "Versions the next install raises", lines: plan.versions.raised },
    ...editSections(plan.edits.filter(isOurFile), where, "Made for you to fill in"),
    ...editSections(
      theirs(plan),
      where,
      isByHand ? "Edits to make by hand, or with --edit" : "Edits",
    ),
    { title: "To know", lines: plan.warnings },
    ...nextSections(plan, options),
  ]);
}

const theirs = ({ edits }: AdoptionPlan) => edits.filter((one) => !isOurFile(one));

function headline(
  { root }: App,
  version: string,
  { write }: AdoptOptions,
  plan: AdoptionPlan,
): string {
  const what = `Gatehouse ${version} into ${root}`;
  if (plan.refusals.length > 0) return `${what}: not possible yet, nothing was written`;
  return write ? what : `${what}: dry run, nothing is written`;
}

function folderLines(folder: FolderPlan, { manifest }: App, version: string): string[] {
  if (isSame(folder)) return [`as shipped with version ${version}: nothing to do`];
  if (manifest === null) return [`${counted(folder.added.length, "file")} to add`];
  const line = (verb: string, files: readonly string[]): string[] =>
    files.length === 0 ? [] : [`${counted(files.length, "file")} ${verb}: ${listed(files)}`];
  return [
    `from version ${manifest.version} to ${version}`,
    ...line("added", folder.added),
    ...line("changed", folder.changed),
    ...line("put back", folder.restored),
    ...line("removed", folder.removed),
  ];
}

function nextSections(plan: AdoptionPlan, { app, write, edit }: AdoptOptions): Section[] {
  if (plan.refusals.length > 0) return [];
  const again = againText(app);
  if (!write) {
    const lines =
      plan.changes.length === 0 && plan.edits.every(({ outcome }) => outcome.kind === "unchanged")
        ? [`${again} --check`]
        : [`${again} --write --edit   # or without --edit, and make the edits by hand`];
    return [{ title: "Next", lines }];
  }
  const isOpen = theirs(plan).some(
    ({ outcome }) => outcome.kind === "byHand" || (outcome.kind === "changed" && !edit),
  );
  const steps = [
    ...(isOpen ? ["make the edits above"] : []),
    `${plan.versions.command}   # beside the package.json above`,
    "set the variables below",
    "npx convex dev --once",
    `${again} --check`,
  ];
  return [
    { title: "Next", lines: steps.map((step, index) => `${index + 1}. ${step}`) },
    { title: "Variables of the deployment", lines: variableLines(plan.webhookPath) },
  ];
}
