import { metaKey } from "../store/keyspace";

/** Holds `ClockRow`: the last times handed out. */
export const CLOCK_KEY = metaKey("clock");

/** Holds `NumbersRow`: the next table and index numbers. */
export const NUMBERS_KEY = metaKey("numbers");

const TABLE_PREFIX = "table/";

/** Every row made by `tableKey` starts with this. */
export const TABLES_PREFIX = metaKey(TABLE_PREFIX);

/** Holds the `TableRow` of a table. */
export function tableKey(name: string): Buffer {
  return metaKey(TABLE_PREFIX + name);
}

/** Holds the number of documents in a table. */
export function countKey(tableNumber: number): Buffer {
  return metaKey(`count/${tableNumber}`);
}
