import { coerce, intersects, minVersion, satisfies, validRange } from "semver";
import type { Lock, LockKind } from "../app/lock";

/** What becomes of the packages of an app. */
export interface VersionPlan {
  /** Packages the app has not got, with the range to ask for. */
  added: Record<string, string>;
  /** What the next install would raise, in sentences. */
  raised: string[];
  /** What no install can bring together, in sentences. */
  refusals: string[];
  /** The command that brings the versions about. */
  command: string;
}

const INSTALL: Record<LockKind, { all: string; one: string }> = {
  npm: { all: "npm install", one: "npm install" },
  pnpm: { all: "pnpm install", one: "pnpm add" },
  yarn: { all: "yarn install", one: "yarn add" },
  bun: { all: "bun install", one: "bun add" },
};

/**
 * Compares what the folder needs with what the app asks for and has locked.
 * @param needs ranges by package that the shipped files import.
 * @param tools ranges by package that matter only where the app has them already.
 * @param ranges what the app's `package.json` asks for.
 */
export function planVersions(
  needs: Record<string, string>,
  tools: Record<string, string>,
  ranges: Record<string, string>,
  lock: Lock | null,
): VersionPlan {
  const plan: VersionPlan = { added: {}, raised: [], refusals: [], command: "" };
  const commands = INSTALL[lock?.kind ?? "npm"];
  const old: string[] = [];
  for (const [name, need] of Object.entries({ ...needs, ...tools })) {
    const range = ranges[name];
    const locked = lock?.versionOf(name) ?? null;
    const wanted = `${name}@${oldestText(need)}`;
    if (range === undefined) {
      if (name in needs) plan.added[name] = need;
      continue;
    }
    if (locked === null ? isForeign(range) : satisfies(locked, need)) continue;
    if (!isForeign(range) && !intersects(range, need)) {
      plan.refusals.push(
        `${name}: package.json asks for ${range}, and Gatehouse needs ${need}. The install would stop (npm: ERESOLVE). Run ${commands.one} ${wanted}, see that the app still works, commit, and adopt again.`,
      );
    } else if (locked !== null) {
      old.push(wanted);
      plan.raised.push(
        `${name}: locked to ${locked}, and Gatehouse needs ${need}. The next install raises it to the newest that ${range} admits.`,
      );
    } else if (mayBeOlder(range, need)) {
      old.push(wanted);
      plan.raised.push(
        `${name}: ${range} admits versions older than ${need}, and no lock file says which is used.`,
      );
    }
  }
  plan.command = old.length === 0 ? commands.all : `${commands.one} ${old.map(quoted).join(" ")}`;
  return plan;
}

/** The oldest a range admits, as a range of its own: ^1.43.0. */
const oldestText = (range: string): string => `^${minVersion(range)?.version ?? "0.0.0"}`;

const quoted = (text: string): string => `"${text}"`;

/** `workspace:*`, `catalog:`, a git address: only the package manager knows what they are. */
const isForeign = (range: string): boolean => validRange(range) === null;

function mayBeOlder(range: string, need: string): boolean {
  const oldest = minVersion(range);
  return oldest !== null && !satisfies(coerce(oldest) ?? oldest, need);
}
