import { parse as parseYaml } from "yaml";
import ts from "typescript";

export type LockKind = "npm" | "pnpm" | "yarn" | "bun";

/** The lock file of the app's package manager. */
export interface Lock {
  kind: LockKind;
  /** The version a package is locked to, for the package whose `package.json` is in question. */
  versionOf(name: string): string | null;
}

/** Lock files by name, in the order in which they are looked for. */
export const LOCK_FILES: readonly { file: string; kind: LockKind }[] = [
  { file: "package-lock.json", kind: "npm" },
  { file: "pnpm-lock.yaml", kind: "pnpm" },
  { file: "yarn.lock", kind: "yarn" },
  { file: "bun.lock", kind: "bun" },
];

/**
 * Reads a lock file.
 * @param folder of the `package.json` in question, as seen from the lock file: "" or `packages/backend`.
 * @param ranges by package, as that `package.json` asks for them.
 */
export function parseLock(
  kind: LockKind,
  text: string,
  folder: string,
  ranges: Record<string, string>,
): Lock {
  const readers = { npm: npmVersion, pnpm: pnpmVersion, yarn: yarnVersion, bun: bunVersion };
  return { kind, versionOf: readers[kind](text, folder, ranges) };
}

type VersionOf = Lock["versionOf"];
type Ranges = Record<string, string>;

/** A value inside parsed JSON or YAML; undefined where the way there ends. */
function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, key)
        ? Object.entries(inner).find(([name]) => name === key)?.[1]
        : undefined,
    value,
  );
}

const asText = (value: unknown): string | null => (typeof value === "string" ? value : null);

function npmVersion(text: string, folder: string): VersionOf {
  const lock: unknown = JSON.parse(text);
  return (name) => {
    for (
      let from = folder;
      ;
      from = from.includes("/") ? from.slice(0, from.lastIndexOf("/")) : ""
    ) {
      const place = `${from === "" ? "" : `${from}/`}node_modules/${name}`;
      const version = asText(at(lock, "packages", place, "version"));
      if (version !== null) return version;
      if (from === "") return asText(at(lock, "dependencies", name, "version"));
    }
  };
}

function pnpmVersion(text: string, folder: string): VersionOf {
  const lock: unknown = parseYaml(text);
  const importer = at(lock, "importers", folder === "" ? "." : folder) ?? lock;
  return (name) => {
    const entry = ["dependencies", "devDependencies"].map((kind) => at(importer, kind, name));
    const version = entry
      .map((one) => asText(at(one, "version")) ?? asText(one))
      .find((one) => one !== null);
    // Behind the version stand the peers it was resolved with: 1.31.5(react@19.0.0).
    return version?.split(/[(_]/)[0] ?? null;
  };
}

/** Both of yarn's formats: a line of what was asked for, and below it what it got. */
function yarnVersion(text: string, _folder: string, ranges: Ranges): VersionOf {
  const blocks = text.split(/\n(?=\S)/);
  return (name) => {
    const range = ranges[name];
    const asked = (head: string): string[] =>
      head.replaceAll('"', "").replace(/:\s*$/, "").split(/,\s*/);
    const isAsked = (one: string): boolean =>
      one === `${name}@${range}` || one === `${name}@npm:${range}`;
    const block = blocks.find((one) => asked(one.split("\n")[0] ?? "").some(isAsked));
    return /^\s+version:?\s+"?([^"\s]+)"?/m.exec(block ?? "")?.[1] ?? null;
  };
}

function bunVersion(text: string, folder: string): VersionOf {
  const lock: unknown = ts.parseConfigFileTextToJson("bun.lock", text).config;
  const workspace = asText(at(lock, "workspaces", folder, "name"));
  return (name) => {
    const packages = at(lock, "packages");
    const entry = at(packages, `${workspace ?? ""}/${name}`) ?? at(packages, name);
    const found = Array.isArray(entry) ? asText(entry[0]) : null;
    return found?.slice(found.lastIndexOf("@") + 1) ?? null;
  };
}
