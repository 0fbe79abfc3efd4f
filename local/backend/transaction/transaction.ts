import { openIndexSource, openMissingTable } from "../query/indexSource";
import { readPage } from "../query/paginate";
import { parseQuery, type ParsedQuery } from "../query/queryJson";
import type { RowSource, Window } from "../query/source";
import { applyOperators } from "../query/stream";
import type { Catalogue, Table } from "../schema/catalogue";
import { checkWrite } from "../schema/checkDocument";
import { countKey, tableKey } from "../schema/metaRows";
import type { SearchReader } from "../search/candidates";
import { openSearchSource } from "../search/searchSource";
import type { Document } from "../values/document";
import { PendingWrites } from "./pendingWrites";
import { ReadRecorder } from "./readSet";
import { readDocument } from "./readDocument";
import { Scan, type ScanRequest } from "./scan";
import { checkScope, normalizeId, tableOfId } from "./tables";
import type {
  Page,
  PageRequest,
  QueryJson,
  QueryStream,
  ReadSet,
  TableScope,
  Transaction,
} from "./types";
import type { Fields, KeyRange, StoredDocument } from "../values/types";
import { Usage } from "./usage";
import type { View } from "./view";
import { applyPatch, applyReplace, newDocument, type WriteRules } from "./writes";

/** What a mutation needs beyond reading. */
export interface WriteContext extends WriteRules {
  /** Numbers a table that does not exist yet. */
  newTable(name: string): Table;
}

const EMPTY_WINDOW: Window = { after: null, until: null };

/** One function's view: a snapshot, its pending writes on top, and what it read. */
export class StoreTransaction implements Transaction {
  /** Tables made by inserts of this transaction. */
  readonly createdTables: Table[] = [];
  #catalogue: Catalogue;
  readonly #reads = new ReadRecorder();
  readonly #usage = new Usage();
  readonly #scans = new Set<Scan>();

  constructor(
    readonly view: View,
    private readonly writes: WriteContext | null,
    private readonly onClose: () => void,
    /** Its own writes, and those of the batch before it. */
    readonly pending = new PendingWrites(),
  ) {
    this.#catalogue = view.catalogue;
  }

  get mode(): "query" | "mutation" {
    return this.writes === null ? "query" : "mutation";
  }

  get snapshotTs(): bigint {
    return this.view.ts;
  }

  get readSet(): ReadSet {
    return this.#reads.readSet();
  }

  get(id: string, scope: TableScope, table?: string): StoredDocument | null {
    const home = this.#tableOfId(id, scope, "db.get", table);
    return home === undefined ? null : this.#read(home, id);
  }

  insert(name: string, fields: Fields, scope: TableScope): string {
    checkScope(name, scope);
    const writes = this.#writable();
    const table = this.#tableNamed(name) ?? this.#createTable(name, writes);
    const document = newDocument(table, fields, writes);
    this.#write(table, null, document);
    return document.id;
  }

  patch(id: string, fields: Fields, scope: TableScope, table?: string): StoredDocument {
    this.#writable();
    const [home, before] = this.#existing(id, scope, "patch", table);
    const after = applyPatch(home, before, fields);
    this.#write(home, before, after);
    return after;
  }

  replace(id: string, fields: Fields, scope: TableScope, table?: string): StoredDocument {
    this.#writable();
    const [home, before] = this.#existing(id, scope, "replace", table);
    const after = applyReplace(home, before, fields);
    this.#write(home, before, after);
    return after;
  }

  remove(id: string, scope: TableScope, table?: string): StoredDocument {
    this.#writable();
    const [home, before] = this.#existing(id, scope, "delete", table);
    this.#write(home, before, null);
    return before;
  }

  stream(query: QueryJson, scope: TableScope): QueryStream {
    const parsed = parseQuery(query);
    const rows = applyOperators(this.#open(parsed, EMPTY_WINDOW, scope), parsed.operators);
    return { next: () => rows.next()?.document ?? null, close: () => rows.close() };
  }

  paginate(query: QueryJson, request: PageRequest, scope: TableScope): Page {
    const parsed = parseQuery(query);
    return readPage(query, request, (window, watch) =>
      applyOperators(watch(this.#open(parsed, window, scope)), parsed.operators),
    );
  }

  count(name: string, scope: TableScope): number {
    checkScope(name, scope);
    const table = this.#tableNamed(name);
    if (table === undefined) return 0;
    const key = countKey(table.number);
    this.#reads.key(key);
    return Number(this.view.store.get(key) ?? 0) + this.pending.growth(table.number);
  }

  normalizeId(table: string, id: string, scope: TableScope): string | null {
    checkScope(table, scope);
    this.#reads.key(tableKey(table));
    return normalizeId(this.#catalogue, table, id);
  }

  savepoint(): number {
    return this.pending.mark();
  }

  rollbackTo(savepoint: number): void {
    this.pending.rollback(savepoint);
  }

  metrics(): Record<string, { used: number; remaining: number }> {
    return this.#usage.metrics();
  }

  close(): void {
    for (const scan of this.#scans) scan.close();
    this.#scans.clear();
    this.onClose();
  }

  #open(query: ParsedQuery, window: Window, scope: TableScope): RowSource {
    const { source } = query;
    checkScope(source.table, scope);
    if (!scope.system) this.#usage.query();
    const table = this.#tableNamed(source.table);
    if (table === undefined) return openMissingTable(source);
    const rows =
      source.type === "Search"
        ? openSearchSource(table, source, window, this.#searchReader(), (id) =>
            this.#load(table, id),
          )
        : openIndexSource(table, source, window, (request) => this.#scan(request));
    return table.isSystem ? rows : this.#counted(rows);
  }

  #scan(request: ScanRequest): Scan {
    const recorded = this.#reads.scan(request.range, request.reverse);
    const scan = new Scan(request, this.view.store, this.pending, recorded);
    this.#scans.add(scan);
    return scan;
  }

  #searchReader(): SearchReader {
    const record = (range: KeyRange) => this.#reads.range(range);
    return { store: this.view.store, pending: this.pending, record };
  }

  /** The document a search found, without counting it. */
  #load(table: Table, id: string): Document {
    this.#reads.key(table.documentKey(id));
    const write = this.pending.get(id);
    const document = write === undefined ? readDocument(this.view.store, table, id) : write.after;
    if (document === null)
      throw new Error(`An index of table ${table.name} names a missing document ${id}`);
    return document;
  }

  #counted(source: RowSource): RowSource {
    return {
      next: () => {
        const row = source.next();
        if (row !== null) this.#usage.read(row.document.size);
        return row;
      },
      close: () => source.close(),
    };
  }

  /** The table of that name; notes that the answer depends on its existence. */
  #tableNamed(name: string): Table | undefined {
    const table = this.#catalogue.byName(name);
    if (table === undefined) this.#reads.key(tableKey(name));
    return table;
  }

  #createTable(name: string, writes: WriteContext): Table {
    const table = writes.newTable(name);
    this.createdTables.push(table);
    this.#catalogue = this.#catalogue.with([table]);
    return table;
  }

  #tableOfId(
    id: string,
    scope: TableScope,
    method: string,
    expected: string | undefined,
  ): Table | undefined {
    if (expected !== undefined) checkScope(expected, scope);
    const table = tableOfId(this.#catalogue, id, method, expected);
    if (table !== undefined) checkScope(table.name, scope);
    return table;
  }

  #read(table: Table, id: string): Document | null {
    if (!table.isSystem) this.#usage.query();
    this.#reads.key(table.documentKey(id));
    const write = this.pending.get(id);
    const document = write === undefined ? readDocument(this.view.store, table, id) : write.after;
    if (document !== null && !table.isSystem) this.#usage.read(document.size);
    return document;
  }

  #existing(
    id: string,
    scope: TableScope,
    method: "patch" | "replace" | "delete",
    expected: string | undefined,
  ): [Table, Document] {
    const table = this.#tableOfId(id, scope, `db.${method}`, expected);
    const document = table === undefined ? null : this.#read(table, id);
    if (table === undefined || document === null) throw new Error(missing(method, id));
    return [table, document];
  }

  #write(table: Table, current: Document | null, after: Document | null): void {
    const subject = after ?? current;
    if (subject === null) return;
    if (after !== null) checkWrite(this.#catalogue, table, after);
    if (!table.isSystem) this.#usage.write(subject.size);
    const known = this.pending.get(subject.id);
    const before = known === undefined ? current : known.before;
    this.pending.set(subject.id, { table, before, after });
  }

  #writable(): WriteContext {
    if (this.writes === null) throw new Error("Queries cannot write to the database.");
    return this.writes;
  }
}

function missing(method: "patch" | "replace" | "delete", id: string): string {
  const verb = { patch: "Update", replace: "Replace", delete: "Delete" }[method];
  return `${verb} on nonexistent document ID ${id}`;
}
