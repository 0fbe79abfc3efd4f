import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import type { Change } from "./collection";

/** Where a model's writes survive between runs. */
export interface Journal {
  /** The writes of earlier runs, already reduced to the last one of each row. */
  readonly changes: readonly Change[];
  /** Notes a write; it reaches the file once the current work is done. */
  append(change: Change): void;
}

/** A journal for models that live as long as their process. */
export const NO_JOURNAL: Journal = {
  changes: [],
  append: () => undefined,
};

/** As many lines of no more use as there are rows, and the file is written anew. */
const MOST_LINES_PER_ROW = 2;

/**
 * Opens an append-only journal of JSON lines and compacts it when half of it is outdated. A last line
 * cut short by a crash is dropped: its write was never acknowledged.
 * @param file path of the journal; created with its folder when missing
 */
export function openJournal(file: string): Journal {
  mkdirSync(dirname(file), { recursive: true });
  const { written, isCut } = existsSync(file) ? read(file) : { written: [], isCut: true };
  const changes = compact(written);
  if (isCut || written.length > MOST_LINES_PER_ROW * changes.length) {
    writeFileSync(`${file}.new`, changes.map(toLine).join(""), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  let pending: string[] = [];
  const flush = () => {
    appendFileSync(file, pending.join(""));
    pending = [];
  };
  return {
    changes,
    append(change) {
      // One write to disk for everything a request changes.
      if (pending.length === 0) queueMicrotask(flush);
      pending.push(toLine(change));
    },
  };
}

function read(file: string): { written: Change[]; isCut: boolean } {
  const lines = readFileSync(file, "utf8").split("\n");
  // What follows the last newline is empty, or a line cut short.
  const rest = lines.pop();
  return { written: lines.map((line) => JSON.parse(line) as Change), isCut: rest !== "" };
}

function compact(changes: readonly Change[]): Change[] {
  const last = new Map<string, Change>();
  for (const change of changes) {
    const key = `${change.in}/${"put" in change ? change.put.id : change.remove}`;
    if ("put" in change) last.set(key, change);
    else last.delete(key);
  }
  return [...last.values()];
}

function toLine(change: Change): string {
  return `${JSON.stringify(change)}\n`;
}
