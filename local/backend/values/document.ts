import { convexToJson, jsonToConvex, type Value } from "convex/values";
import type { Fields, StoredDocument } from "./types";
import { APP_LIMITS, measureDocument, type DocumentLimits } from "./measure";

/** A document as stored: JSON text, decoded at the first look at `value`. */
export class Document implements StoredDocument {
  #value: Record<string, Value> | undefined;

  private constructor(
    readonly id: string,
    readonly json: string,
    /** Size in bytes as Convex counts it for its limits. */
    readonly size: number,
    value?: Record<string, Value>,
  ) {
    this.#value = value;
  }

  /** Encodes a document. Throws when a value is not a Convex value or exceeds Convex's limits. */
  static encode(
    id: string,
    creationTime: number,
    fields: Fields,
    limits: DocumentLimits = APP_LIMITS,
  ): Document {
    const value = definedFields({ ...fields, _creationTime: creationTime, _id: id });
    return new Document(
      id,
      JSON.stringify(convexToJson(value)),
      measureDocument(value, limits),
      value,
    );
  }

  /** Reads what `stored` wrote. */
  static decode(id: string, stored: string): Document {
    const start = stored.indexOf("{");
    return new Document(id, stored.slice(start), Number(stored.slice(0, start)));
  }

  /** The text kept in the store: the size, then the JSON. */
  get stored(): string {
    return `${this.size}${this.json}`;
  }

  get value(): Record<string, Value> {
    return (this.#value ??= decodeObject(this.json));
  }

  get creationTime(): number {
    return this.value["_creationTime"] as number;
  }

  /** The same document with every `commitTs` placeholder replaced by the commit timestamp. */
  withCommitTs(ts: bigint): Document {
    // Inside a JSON string the quotes would be escaped, so only placeholders match.
    if (!this.json.includes(COMMIT_TS_PLACEHOLDER)) return this;
    const resolved = JSON.stringify(convexToJson(ts));
    return new Document(this.id, this.json.replaceAll(COMMIT_TS_PLACEHOLDER, resolved), this.size);
  }
}

const COMMIT_TS_PLACEHOLDER = '{"$commitTs":null}';

function definedFields(fields: Fields): Record<string, Value> {
  const defined: Record<string, Value> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (value !== undefined) defined[field] = value;
  }
  return defined;
}

function decodeObject(json: string): Record<string, Value> {
  return jsonToConvex(JSON.parse(json)) as Record<string, Value>;
}
