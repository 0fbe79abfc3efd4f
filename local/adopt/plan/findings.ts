import path from "node:path";
import { satisfies } from "semver";
import type { App } from "../app/app";
import { hashOf, type Manifest } from "../manifest";
import type { Shipment } from "../shipment/shipment";
import { TYPESCRIPT } from "../shipment/needs";
import type { Reader } from "../syntax/reader";
import { planEdits } from "./edits";
import { listed } from "./folderNotes";

/** One thing that must be so before the app can be pushed. */
export interface Finding {
  isThere: boolean;
  /** What is so, or what is missing and what to do about it. */
  text: string;
}

/**
 * Looks whether an adoption is whole.
 * @param installedVersion of a package as the functions would import it; null when they could not.
 */
export function findingsOf(
  app: App,
  shipment: Shipment,
  reader: Reader,
  installedVersion: (name: string) => string | null,
): Finding[] {
  return [
    folderFinding(app, app.manifest),
    ...editFindings(app, reader),
    ...packageFindings(app, shipment, installedVersion),
    generatedFinding(app),
  ];
}

function folderFinding({ folder }: App, manifest: Manifest | null): Finding {
  if (manifest === null) {
    const text = "The folder gatehouse/ is missing, or half there: run this command with --write.";
    return { isThere: false, text };
  }
  const wrong = Object.entries(manifest.files)
    .filter(([file, hash]) => hashOf(folder.get(file) ?? "") !== hash)
    .map(([file]) => file);
  return wrong.length === 0
    ? {
        isThere: true,
        text: `The folder gatehouse/ is as shipped with version ${manifest.version}.`,
      }
    : {
        isThere: false,
        text: `Missing or edited by hand: ${listed(wrong)}. Run this command with --write (and --overwrite-edits to lose the edits).`,
      };
}

function editFindings(app: App, reader: Reader): Finding[] {
  const edits = planEdits(app, reader, { webhookPath: null, requiredFields: [] });
  return edits.map(({ file, before, outcome }) => {
    if (outcome.kind === "unchanged")
      return { isThere: true, text: `${file} has Gatehouse's lines.` };
    const what = before === null ? `${file} is missing` : `${file} lacks Gatehouse's lines`;
    return {
      isThere: false,
      text: `${what}: run this command with --write --edit, or see its dry run.`,
    };
  });
}

function packageFindings(
  { packageFile, packagePath }: App,
  { needs }: Shipment,
  installedVersion: (name: string) => string | null,
): Finding[] {
  const typescript =
    packageFile.ranges["typescript"] === undefined ? {} : { typescript: TYPESCRIPT };
  return Object.entries({ ...needs, ...typescript }).map(([name, need]) => {
    const version = installedVersion(name);
    const missing = (text: string): Finding => ({ isThere: false, text });
    if (packageFile.ranges[name] === undefined) {
      return missing(
        `${path.basename(packagePath)} does not ask for ${name}: run this command with --write.`,
      );
    }
    if (version === null)
      return missing(`${name} is not installed: run your package manager's install.`);
    return satisfies(version, need)
      ? { isThere: true, text: `${name} ${version} is installed.` }
      : missing(`${name} ${version} is installed, and Gatehouse needs ${need}: install that.`);
  });
}

function generatedFinding({ generated }: App): Finding {
  const isThere = generated?.includes("gatehouse/") ?? false;
  return {
    isThere,
    text: isThere
      ? "_generated knows Gatehouse's functions."
      : "_generated does not know Gatehouse's functions yet: run npx convex dev --once (or npx convex codegen).",
  };
}
