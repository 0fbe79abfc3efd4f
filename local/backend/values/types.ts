import type { Value } from "convex/values";

/** A JSON value in Convex's wire encoding (`convexToJson`). */
export type WireJson = null | boolean | number | string | WireJson[] | { [key: string]: WireJson };

/** The fields of one document. `undefined` appears only in patches: "remove this field". */
export type Fields = Record<string, Value | undefined>;

/** One stored document: its wire JSON as kept on disk, decoded only when asked for. */
export interface StoredDocument {
  readonly id: string;
  /** Wire-encoded JSON text of the whole document, `_id` and `_creationTime` included. */
  readonly json: string;
  /** The decoded document. */
  readonly value: Record<string, Value>;
}

/** A half-open range `[start, end)` of keys; keys compare as bytes. */
export interface KeyRange {
  readonly start: Buffer;
  readonly end: Buffer;
}
