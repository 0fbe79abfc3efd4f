import { afterKey, isEmptyRange, pointRange } from "../values/keyRange";
import type { Commit, ReadSet } from "./types";
import type { KeyRange } from "../values/types";

/** A range that grows while its rows are read. */
export interface GrowingRange {
  start: Buffer;
  end: Buffer;
}

/** Collects what a transaction reads. */
export class ReadRecorder {
  readonly #ranges: GrowingRange[] = [];

  /** Notes that one key was looked at, present or absent. */
  key(key: Buffer): void {
    this.#ranges.push(pointRange(key) as GrowingRange);
  }

  /** Notes a whole range. */
  range(range: KeyRange): void {
    this.#ranges.push({ start: range.start, end: range.end });
  }

  /**
   * Notes a scan that has read nothing yet.
   *
   * @returns the range to widen as rows are read, by `readUpTo`
   */
  scan(range: KeyRange, reverse: boolean): GrowingRange {
    const edge = reverse ? range.end : range.start;
    const growing = { start: edge, end: edge };
    this.#ranges.push(growing);
    return growing;
  }

  /** Everything read so far. */
  readSet(): ReadSet {
    return new RangeReadSet(this.#ranges);
  }
}

/** Widens a scan's range to include a row at `key`. */
export function readUpTo(growing: GrowingRange, key: Buffer, reverse: boolean): void {
  if (reverse) growing.start = key;
  else growing.end = afterKey(key);
}

class RangeReadSet implements ReadSet {
  readonly ranges: readonly KeyRange[];

  constructor(ranges: readonly KeyRange[]) {
    this.ranges = mergeRanges(ranges);
  }

  overlaps(commit: Commit): boolean {
    return commit.keys.some((key) => this.#contains(key));
  }

  #contains(key: Buffer): boolean {
    let low = 0;
    let high = this.ranges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const range = this.ranges[middle];
      if (range !== undefined && Buffer.compare(range.end, key) <= 0) low = middle + 1;
      else high = middle;
    }
    const range = this.ranges[low];
    return range !== undefined && Buffer.compare(range.start, key) <= 0;
  }
}

/** Sorts ranges and joins those that touch; drops empty ones. */
export function mergeRanges(ranges: readonly KeyRange[]): KeyRange[] {
  const sorted = ranges.filter((range) => !isEmptyRange(range));
  sorted.sort((a, b) => Buffer.compare(a.start, b.start));
  const merged: GrowingRange[] = [];
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last === undefined || Buffer.compare(last.end, start) < 0) merged.push({ start, end });
    else if (Buffer.compare(last.end, end) < 0) last.end = end;
  }
  return merged;
}
