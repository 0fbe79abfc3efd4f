import { execFileSync } from "node:child_process";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Held while a process uses a data directory. */
export interface DirectoryLock {
  /** Safe to call twice. */
  release(): void;
}

interface Holder {
  pid: number;
  /** Tells a process from a later one that got the same pid. */
  startedAt: string;
}

const LOCK_FILE = "lock";

/** The state of a process that ended but was not yet waited for. */
const ZOMBIE = "Z";

/**
 * Locks a data directory for this process.
 *
 * A lock left behind by a killed process is taken over: it names a process that no longer runs.
 * Throws, naming the process and what to do, when another one (or this one) holds the lock.
 */
export function lockDirectory(directory: string): DirectoryLock {
  const path = join(directory, LOCK_FILE);
  const mine: Holder = { pid: process.pid, startedAt: startOf(process.pid) ?? "" };
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(mine));
  try {
    while (!tryLink(draft, path)) removeStale(path, directory);
  } finally {
    rmSync(draft, { force: true });
  }
  return { release: () => release(path, mine) };
}

function release(path: string, mine: Holder): void {
  const holder = readHolder(path);
  if (holder !== null && sameHolder(holder, mine)) rmSync(path, { force: true });
}

/** A hard link is made atomically, with its content already in place. */
function tryLink(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

function removeStale(path: string, directory: string): void {
  const holder = readHolder(path);
  if (holder === null) return;
  if (startOf(holder.pid) === holder.startedAt) throw inUse(directory, holder.pid);
  // Renamed first: another process may have replaced the stale lock in the meantime.
  const aside = `${path}.stale.${process.pid}`;
  renameIfThere(path, aside);
  const moved = readHolder(aside);
  if (moved !== null && !sameHolder(moved, holder)) tryLink(aside, path);
  rmSync(aside, { force: true });
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
  }
}

/** Who holds a lock; null when there is none. A file that is not a lock counts as stale. */
function readHolder(path: string): Holder | null {
  try {
    return parseHolder(readFileSync(path, "utf8"));
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}

function parseHolder(text: string): Holder {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return { pid: 0, startedAt: "" };
  }
}

function sameHolder(a: Holder, b: Holder): boolean {
  return a.pid === b.pid && a.startedAt === b.startedAt;
}

function inUse(directory: string, pid: number): Error {
  const who = pid === process.pid ? "this process" : `process ${pid}`;
  return new Error(
    `The data directory ${directory} is in use by ${who}. Stop it, or choose another data directory.`,
  );
}

/** When a process started, in whatever form the system tells; null when it does not run. */
function startOf(pid: number): string | null {
  if (process.platform === "linux") return startInProc(pid);
  if (process.platform === "win32") return isRunning(pid) ? "running" : null;
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return null;
  }
}

function startInProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command in parentheses may hold spaces; the start time is the 20th field after it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === ZOMBIE) return null;
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${fields[19]}`;
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, "EPERM");
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
