import type { StoreSnapshot, StoreWriter } from "../store/store";
import { prefixRange } from "../values/keyRange";
import { Catalogue, FIRST_APP_TABLE_NUMBER, Table, type TableRow } from "./catalogue";
import { NUMBERS_KEY, tableKey, TABLES_PREFIX } from "./metaRows";
import { FIRST_APP_INDEX_NUMBER, systemTables } from "./systemTables";

interface NumbersRow {
  nextTable: number;
  nextIndex: number;
}

/** Hands out table and index numbers, each only once for the life of the data. */
export class Numbers {
  readonly #next: NumbersRow;

  constructor(store: StoreSnapshot) {
    const row = store.get(NUMBERS_KEY);
    this.#next =
      row === undefined
        ? { nextTable: FIRST_APP_TABLE_NUMBER, nextIndex: FIRST_APP_INDEX_NUMBER }
        : (JSON.parse(row) as NumbersRow);
  }

  table(): number {
    return this.#next.nextTable++;
  }

  index(): number {
    return this.#next.nextIndex++;
  }

  /** Makes the numbers handed out so far durable. */
  save(writer: StoreWriter): void {
    writer.put(NUMBERS_KEY, JSON.stringify(this.#next));
  }
}

/** Reads every table; the backend's own are always there. */
export function loadCatalogue(store: StoreSnapshot): Catalogue {
  const tables = systemTables();
  const rows = store.scan(prefixRange(TABLES_PREFIX), false);
  for (let row = rows.next(); row !== null; row = rows.next()) {
    tables.push(new Table(JSON.parse(row.value) as TableRow));
  }
  return new Catalogue(tables);
}

/** Writes tables. Returns the keys written. */
export function saveTables(writer: StoreWriter, tables: readonly Table[]): Buffer[] {
  return tables.map((table) => {
    const key = tableKey(table.name);
    writer.put(key, JSON.stringify(table.row));
    return key;
  });
}
