import { isLoopback } from "./hosts";
import type { WorkosEnvironmentKind } from "./redirectUri";
import { registrationProblems, splitAddress } from "./redirectUri";

/** In what single respect an address misses an entry of WorkOS's list. */
export type Difference =
  | "trailing-slash"
  | "scheme"
  | "loopback-name"
  | "port"
  | "letter-case"
  | "www"
  | "query"
  | "path"
  | "host"
  | "wildcard-levels";

/** The entry that comes nearest, and how it differs. */
export interface NearestMiss {
  registered: string;
  difference: Difference;
  sentence: string;
}

const words: Record<Difference, string> = {
  "trailing-slash": "differs only in the slash at the end",
  scheme: "differs only in http and https",
  "loopback-name": "differs only in localhost and 127.0.0.1",
  port: "differs only in the port",
  "letter-case": "differs only in capital letters",
  www: "differs only in www.",
  query: "differs only in what follows the path",
  path: "has the same host and another path",
  host: "has the same path and another host",
  "wildcard-levels": "has a wildcard, which stands for one level of the host only",
};

/** Nearest first. */
const NEARNESS = Object.keys(words) as Difference[];

const withoutSlash = (text: string): string => text.replace(/\/$/, "");
const withoutWww = (host: string): string => host.replace(/^www\./i, "");
const pathOf = (rest: string): string => rest.replace(/[?#][^]*$/, "");

const schemeDifference = (a: string, b: string): Difference | null =>
  a === b ? null : a.toLowerCase() === b.toLowerCase() ? "letter-case" : "scheme";

const portDifference = (
  a: { host: string; port: string },
  b: { port: string },
): Difference | null =>
  a.port === b.port || (a.port === "*" && isLoopback(a.host)) ? null : "port";

function isWildcardForFewerLevels(pattern: string, host: string): boolean {
  if (!pattern.startsWith("*.")) return false;
  return host.endsWith(pattern.slice(1)) && host.split(".").length > pattern.split(".").length;
}

function hostDifference(a: string, b: string): Difference | null {
  if (a === b) return null;
  if (a.toLowerCase() === b.toLowerCase()) return "letter-case";
  if (isLoopback(a) && isLoopback(b)) return "loopback-name";
  if (withoutWww(a) === withoutWww(b)) return "www";
  return isWildcardForFewerLevels(a, b) ? "wildcard-levels" : "host";
}

function restDifference(a: string, b: string): Difference | null {
  if (a === b) return null;
  if (withoutSlash(a) === withoutSlash(b)) return "trailing-slash";
  if (a.toLowerCase() === b.toLowerCase()) return "letter-case";
  return pathOf(a) === pathOf(b) ? "query" : "path";
}

/**
 * Compares an address with one entry of WorkOS's list.
 * @param registered the entry.
 * @param runtime the address that the app sends.
 * @returns the one respect in which they differ, or null when they are equal or differ in several.
 */
export function singleDifference(registered: string, runtime: string): Difference | null {
  const [a, b] = [splitAddress(registered), splitAddress(runtime)];
  if (a === null || b === null) return null;
  const differences = [
    schemeDifference(a.scheme, b.scheme),
    hostDifference(a.host, b.host),
    portDifference(a, b),
    restDifference(a.rest, b.rest),
  ].filter((difference) => difference !== null);
  return differences.length === 1 ? (differences[0] ?? null) : null;
}

/**
 * Explains the nearest miss: the entry that differs from an address in one respect only.
 * @param runtime the address that the app sends.
 * @param registered WorkOS's list.
 * @param kind the kind of WorkOS environment; entries that could never match are passed over.
 * @returns the nearest entry with a sentence, or null when nothing comes near.
 */
export function nearestMiss(
  runtime: string,
  registered: readonly string[],
  kind: WorkosEnvironmentKind,
): NearestMiss | null {
  const misses = registered
    .filter((entry) => registrationProblems(entry, kind).length === 0)
    .flatMap((entry): NearestMiss[] => {
      const difference = singleDifference(entry, runtime);
      if (difference === null) return [];
      return [
        { registered: entry, difference, sentence: `${entry} is there, and ${words[difference]}` },
      ];
    });
  misses.sort((a, b) => NEARNESS.indexOf(a.difference) - NEARNESS.indexOf(b.difference));
  return misses[0] ?? null;
}
