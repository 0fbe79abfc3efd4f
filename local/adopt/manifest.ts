import { createHash } from "node:crypto";

/** Where the record lies, below the app's functions folder. */
export const MANIFEST_FILE = "gatehouse/manifest.json";

/** What an adoption did, kept in the folder it brought. */
export interface Manifest {
  /** Gatehouse's version. */
  version: string;
  /** SHA-256 of each file as it was shipped, by its path below the functions folder. */
  files: Record<string, string>;
  /** Packages that were not in the app's `package.json` before. */
  addedPackages: string[];
  /** Whether `package.json` had no `dependencies` at all before. */
  madeDependencies: boolean;
  /** Root files that the app had not got, by name. */
  madeFiles: string[];
  /** SHA-256 of each file of the app that was edited, as left: by its path below the app. */
  editedFiles: Record<string, string>;
}

/** SHA-256 of a text, in hex; the same whichever way git writes line breaks here. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
}

/** A manifest as a file. */
export const manifestText = (manifest: Manifest): string =>
  `${JSON.stringify(manifest, null, 2)}\n`;

/** Reads a manifest; null when this is none of ours. */
export function parseManifest(text: string): Manifest | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isManifest(value) ? value : null;
}

function isManifest(value: unknown): value is Manifest {
  if (!isRecord(value)) return false;
  const { version, files, addedPackages, madeDependencies, madeFiles, editedFiles } = value;
  return (
    typeof version === "string" &&
    typeof madeDependencies === "boolean" &&
    [files, editedFiles].every((one) => isRecord(one) && Object.values(one).every(isText)) &&
    [addedPackages, madeFiles].every((one) => Array.isArray(one) && one.every(isText))
  );
}

const isText = (value: unknown): value is string => typeof value === "string";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
