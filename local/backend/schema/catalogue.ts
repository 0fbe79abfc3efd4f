import type { Value } from "convex/values";
import { SPACE_PREFIX_BYTES, spacePrefix, storedKey } from "../store/keyspace";
import { valueAt } from "../values/fieldPath";
import { sortKey } from "../values/sortKey";
import type { ValidatorJson } from "./validatorJson";

/** App tables are numbered from here; the backend's own have fixed numbers below. */
export const FIRST_APP_TABLE_NUMBER = 10_001;

/** A database index as declared, with its durable number. */
interface DatabaseIndexRow {
  kind: "database";
  name: string;
  number: number;
  fields: string[];
}

/** A search index as declared, with its durable number. */
export interface SearchIndexRow {
  kind: "search";
  name: string;
  number: number;
  searchField: string;
  filterFields: string[];
}

export type IndexRow = DatabaseIndexRow | SearchIndexRow;

/** One table as kept in the store. */
export interface TableRow {
  name: string;
  number: number;
  documentType: ValidatorJson | null;
  indexes: IndexRow[];
}

/** A space of sorted keys, one per document: a database index, or the documents themselves. */
export interface SortedIndex {
  readonly name: string;
  readonly prefix: Buffer;
  /** Every field of the key, `_creationTime` and `_id` included. */
  readonly fields: readonly string[];
  /** Whether entries hold documents (`by_id`) or ids of documents. */
  readonly holdsDocuments: boolean;
}

/** A table ready for use. */
export class Table {
  readonly byId: SortedIndex;
  readonly byCreationTime: SortedIndex;
  /** Every sorted index except `by_id`. */
  readonly idIndexes: readonly SortedIndex[];
  readonly searchIndexes: readonly SearchIndexRow[];
  readonly #sorted: ReadonlyMap<string, SortedIndex>;

  constructor(readonly row: TableRow) {
    this.byId = {
      name: "by_id",
      prefix: spacePrefix("documents", row.number),
      fields: ["_id"],
      holdsDocuments: true,
    };
    this.byCreationTime = {
      name: "by_creation_time",
      prefix: spacePrefix("creationTime", row.number),
      fields: ["_creationTime", "_id"],
      holdsDocuments: false,
    };
    const declared = row.indexes.filter((index) => index.kind === "database").map(sortedIndex);
    this.idIndexes = [this.byCreationTime, ...declared];
    this.#sorted = new Map([this.byId, ...this.idIndexes].map((index) => [index.name, index]));
    this.searchIndexes = row.indexes.filter((index) => index.kind === "search");
  }

  get name(): string {
    return this.row.name;
  }

  get number(): number {
    return this.row.number;
  }

  /** Whether this is one of the backend's own tables. */
  get isSystem(): boolean {
    return this.row.number < FIRST_APP_TABLE_NUMBER;
  }

  sortedIndex(name: string): SortedIndex | undefined {
    return this.#sorted.get(name);
  }

  documentKey(id: string): Buffer {
    return storedKey(this.byId.prefix, [id]);
  }
}

/** Every table at one moment; replaced as a whole, never changed. */
export class Catalogue {
  readonly #byName: ReadonlyMap<string, Table>;
  readonly #byNumber: ReadonlyMap<number, Table>;

  constructor(readonly tables: readonly Table[]) {
    this.#byName = new Map(tables.map((table) => [table.name, table]));
    this.#byNumber = new Map(tables.map((table) => [table.number, table]));
  }

  byName(name: string): Table | undefined {
    return this.#byName.get(name);
  }

  byNumber(number: number): Table | undefined {
    return this.#byNumber.get(number);
  }

  /** A catalogue with these tables added, or put in place of those of the same name. */
  with(changed: readonly Table[]): Catalogue {
    if (changed.length === 0) return this;
    const names = new Set(changed.map((table) => table.name));
    return new Catalogue([...this.tables.filter((table) => !names.has(table.name)), ...changed]);
  }
}

/** The full, uncut key of a document in an index, without the index's prefix. */
export function fullIndexKey(index: SortedIndex, document: Record<string, Value>): Buffer {
  return sortKey(indexValues(index, document));
}

/** The key of a document in an index as stored. */
export function indexKey(index: SortedIndex, document: Record<string, Value>): Buffer {
  return storedKey(index.prefix, indexValues(index, document));
}

/** Whether two versions of a document stand at the same place of an index. */
export function isSamePlace(
  { fields }: Pick<SortedIndex, "fields">,
  before: Record<string, Value>,
  after: Record<string, Value>,
): boolean {
  return fields.every((field) => valueAt(before, field) === valueAt(after, field));
}

function indexValues({ fields }: SortedIndex, document: Record<string, Value>) {
  return fields.map((field) => valueAt(document, field));
}

/** The id at the end of a key made by `Table.documentKey`. */
export function idInDocumentKey(key: Buffer): string {
  return key.toString("latin1", SPACE_PREFIX_BYTES + 1, key.length - 1);
}

function sortedIndex(row: DatabaseIndexRow): SortedIndex {
  return {
    name: row.name,
    prefix: spacePrefix("index", row.number),
    fields: [...row.fields, "_creationTime", "_id"],
    holdsDocuments: false,
  };
}
