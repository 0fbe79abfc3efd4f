import { Refusal } from "../refusal";

/** A `package.json`, as far as it matters here. */
export interface PackageFile {
  name: string | null;
  version: string | null;
  /** Ranges by package, of all kinds of dependencies. */
  ranges: Record<string, string>;
  /** Whether it has a group called just `dependencies`. */
  hasDependencies: boolean;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

/**
 * Reads a `package.json`.
 * @throws Refusal when it is not JSON.
 */
export function parsePackageFile(file: string, text: string): PackageFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal(`${file} is not valid JSON: mend it and try again.`);
  }
  const content = isRecord(value) ? value : {};
  const kinds = ["devDependencies", "peerDependencies", "optionalDependencies", "dependencies"];
  const ranges = kinds
    .map((kind) => content[kind])
    .filter(isRecord)
    .flatMap((group) => Object.entries(group))
    .filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return {
    name: textOf(content["name"]),
    version: textOf(content["version"]),
    hasDependencies: isRecord(content["dependencies"]),
    ranges: Object.fromEntries(ranges),
  };
}
