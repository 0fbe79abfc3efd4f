import type { WireJson } from "../values/types";

/** A field of an object validator. */
export interface ObjectFieldJson {
  fieldType: ValidatorJson;
  optional: boolean;
}

/** A validator as `convex/values` exports it (`validator.json`). */
export type ValidatorJson =
  | { type: "null" | "number" | "bigint" | "boolean" | "string" | "bytes" | "any" | "commitTs" }
  | { type: "literal"; value: WireJson }
  | { type: "id"; tableName: string }
  | { type: "array"; value: ValidatorJson }
  | { type: "record"; keys: ValidatorJson; values: ObjectFieldJson }
  | { type: "object"; value: Record<string, ObjectFieldJson> }
  | { type: "union"; value: ValidatorJson[] };
