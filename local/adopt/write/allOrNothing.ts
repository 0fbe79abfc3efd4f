import path from "node:path";
import { Refusal } from "../refusal";
import type { Disk } from "./disk";

/** What the folder is called, below the app's, in which a run keeps what it has not put into place yet. */
export const STAGE_PREFIX = ".gatehouse-adopt-";

/** A file to be written, or with `null` removed. Paths are absolute. */
export interface Change {
  path: string;
  text: string | null;
}

/** A change whose file is known, with the place its new text waits at. */
interface Staged extends Change {
  stagedAt: string;
  backupAt: string;
}

/**
 * Makes all changes, or none: new texts are written beside the app first, where a full disk or a
 * missing permission shows; then files are moved, and moved back when one cannot be.
 * @param root of the app, on the same file system as its files.
 * @returns what could not be tidied up afterwards, in a sentence; null when nothing is left over.
 * @throws Refusal in words when it could not be done; the app is then as it was.
 */
export function writeAll(changes: readonly Change[], root: string, disk: Disk): string | null {
  if (changes.length === 0) return null;
  const stage = makeStage(root, disk);
  const undo: (() => void)[] = [];
  try {
    const staged = changes.map((change, index) => stageOne(change, index, stage, disk));
    for (const one of staged) place(one, disk, undo);
  } catch (error) {
    rollBack(undo, stage, error);
    discard([], root, stage, disk);
    throw refusal(error);
  }
  const emptied = changes.filter(({ text }) => text === null).map((one) => path.dirname(one.path));
  return discard(emptied, root, stage, disk);
}

function makeStage(root: string, disk: Disk): string {
  try {
    return disk.makeStage(path.join(root, STAGE_PREFIX));
  } catch (error) {
    throw refusal(error);
  }
}

function stageOne({ path: file, text }: Change, index: number, stage: string, disk: Disk): Staged {
  const target = disk.real(file);
  const stagedAt = path.join(stage, `${index}.new`);
  if (text !== null) disk.write(stagedAt, text, target);
  return { path: target, text, stagedAt, backupAt: path.join(stage, `${index}.old`) };
}

/** Puts one change into place and notes how to take it back. */
function place(
  { path: target, text, stagedAt, backupAt }: Staged,
  disk: Disk,
  undo: (() => void)[],
) {
  const made = disk.makeFolder(path.dirname(target));
  if (made !== null) undo.push(() => disk.removeAll(made));
  if (disk.exists(target)) {
    disk.move(target, backupAt);
    undo.push(() => disk.move(backupAt, target));
  }
  if (text === null) return;
  disk.move(stagedAt, target);
  undo.push(() => disk.removeAll(target));
}

function rollBack(undo: readonly (() => void)[], stage: string, cause: unknown): void {
  try {
    for (const back of undo.toReversed()) back();
  } catch (error) {
    throw new Refusal(
      `Nothing could be finished (${wordsOf(cause)}) nor put back (${wordsOf(error)}). The files as they were are in ${stage}, and in git.`,
    );
  }
}

/** Takes away what is left over: folders without files, and the stage. */
function discard(
  emptied: readonly string[],
  root: string,
  stage: string,
  disk: Disk,
): string | null {
  try {
    for (const folder of emptied) disk.prune(folder, root);
    disk.removeAll(stage);
    return null;
  } catch (error) {
    return `Left over, and yours to remove: ${stage} (${wordsOf(error)}).`;
  }
}

function refusal(error: unknown): Refusal {
  const words = wordsOf(error);
  const why = /EACCES|EPERM|EROFS/.test(words)
    ? "You may not write there: see who owns the app's files."
    : "See that there is room and that nothing else holds the files, and try again.";
  return new Refusal(`Nothing was written: ${words}. ${why}`);
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
