import { jsonToConvex } from "convex/values";
import type { Transaction } from "../../transaction/types";
import type { Fields, WireJson } from "../../values/types";
import type { Invocation } from "../invocation";
import {
  inMutations,
  inTransactions,
  type AsyncHandler,
  type ByKind,
  type SyncHandler,
} from "./handler";

const APP = { system: false };

/** `ctx.db.get`, `insert`, `patch`, `replace`, `delete` and the internal `count`. */
export const documentSyscalls: Record<string, ByKind<AsyncHandler>> = {
  "1.0/get": inTransactions((invocation, argsJson) => {
    const { id, isSystem, table }: { id: string; isSystem: boolean; table?: string } =
      JSON.parse(argsJson);
    return transactionOf(invocation).get(id, { system: isSystem }, table)?.json ?? "null";
  }),
  "1.0/insert": inMutations((invocation, argsJson) => {
    const { table, value }: { table: string; value: WireJson } = JSON.parse(argsJson);
    const id = transactionOf(invocation).insert(table, fieldsOf(value), APP);
    return `{"_id":${JSON.stringify(id)}}`;
  }),
  "1.0/shallowMerge": inMutations((invocation, argsJson) => {
    const { id, value, table }: WriteArgs = JSON.parse(argsJson);
    return transactionOf(invocation).patch(id, patchOf(value), APP, table).json;
  }),
  "1.0/replace": inMutations((invocation, argsJson) => {
    const { id, value, table }: WriteArgs = JSON.parse(argsJson);
    return transactionOf(invocation).replace(id, fieldsOf(value), APP, table).json;
  }),
  "1.0/remove": inMutations((invocation, argsJson) => {
    const { id, table }: { id: string; table?: string } = JSON.parse(argsJson);
    return transactionOf(invocation).remove(id, APP, table).json;
  }),
  "1.0/count": inTransactions((invocation, argsJson) => {
    const { table }: { table: string } = JSON.parse(argsJson);
    return String(transactionOf(invocation).count(table, { system: table.startsWith("_") }));
  }),
};

/** `ctx.db.normalizeId`. */
export const normalizeIdSyscalls: Record<string, ByKind<SyncHandler>> = {
  "1.0/db/normalizeId": inTransactions((invocation, argsJson) => {
    const { table, idString }: { table: string; idString: string } = JSON.parse(argsJson);
    const scope = { system: table.startsWith("_") };
    const id = transactionOf(invocation).normalizeId(table, idString, scope);
    return JSON.stringify({ id });
  }),
};

interface WriteArgs {
  id: string;
  value: WireJson;
  table?: string;
}

/** The transaction of a query or mutation; the tables above admit no other function. */
export function transactionOf({ transaction, path }: Invocation): Transaction {
  if (transaction) return transaction;
  throw new Error(`${path} has no transaction.`);
}

function fieldsOf(value: WireJson): Fields {
  return jsonToConvex(value) as Fields;
}

/** A patch says `{"$undefined": null}` for "remove this field". */
function patchOf(value: WireJson): Fields {
  const entries = Object.entries(value as { [field: string]: WireJson });
  return Object.fromEntries(
    entries.map(([field, json]) => [field, isUndefined(json) ? undefined : jsonToConvex(json)]),
  );
}

function isUndefined(json: WireJson): boolean {
  return typeof json === "object" && json !== null && "$undefined" in json;
}
