const NS_PER_MS = 1_000_000n;

const bits = new DataView(new ArrayBuffer(8));

/** The last times a database handed out; kept durably so that both only ever grow. */
export interface ClockState {
  /** Nanoseconds. */
  commitTs: bigint;
  /** Fractional milliseconds. */
  creationTime: number;
}

/** Hands out strictly increasing commit timestamps and creation times. */
export class Clock {
  #state: ClockState;

  constructor(
    /** UTC epoch milliseconds. */
    readonly now: () => number,
    state: ClockState,
  ) {
    this.#state = { ...state };
  }

  /** What was handed out last. */
  get state(): Readonly<ClockState> {
    return this.#state;
  }

  /** The next commit timestamp in nanoseconds: wall-clock time, or just after the last one. */
  nextCommitTs(): bigint {
    const wall = BigInt(Math.floor(this.now())) * NS_PER_MS;
    const next = this.#state.commitTs + 1n;
    this.#state.commitTs = wall > next ? wall : next;
    return this.#state.commitTs;
  }

  /**
   * The next `_creationTime`.
   *
   * @param startedAt when the transaction started, epoch milliseconds
   * @returns fractional milliseconds, above every creation time handed out before
   */
  nextCreationTime(startedAt: number): number {
    this.#state.creationTime = Math.max(startedAt, nextUp(this.#state.creationTime));
    return this.#state.creationTime;
  }
}

/** The smallest float above `value`, which must be zero or positive. */
export function nextUp(value: number): number {
  bits.setFloat64(0, value);
  bits.setBigUint64(0, bits.getBigUint64(0) + 1n);
  return bits.getFloat64(0);
}

/** A timestamp as the sync protocol writes it: base64 of 8 little-endian bytes. */
export function encodeTs(ts: bigint): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(ts);
  return bytes.toString("base64");
}

/** Reads a timestamp written by `encodeTs`. Throws when it is not 8 bytes of base64. */
export function decodeTs(text: string): bigint {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length !== 8) {
    throw new Error(`Invalid timestamp "${text}": expected base64 of 8 bytes`);
  }
  return bytes.readBigUInt64LE();
}
