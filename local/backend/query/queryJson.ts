import { jsonToConvex, type Value } from "convex/values";
import type { QueryJson } from "../transaction/types";
import type { WireJson } from "../values/types";

type Order = "asc" | "desc";

export type RangeOperator = "Eq" | "Gt" | "Gte" | "Lt" | "Lte";

export interface RangeExpression {
  readonly type: RangeOperator;
  readonly fieldPath: string;
  readonly value: Value | undefined;
}

export interface IndexRangeSource {
  readonly type: "IndexRange";
  readonly table: string;
  readonly index: string;
  readonly range: readonly RangeExpression[];
  readonly order: Order;
}

interface SearchFilter {
  readonly fieldPath: string;
  readonly value: Value | undefined;
}

export interface SearchSource {
  readonly type: "Search";
  readonly table: string;
  readonly index: string;
  /** The one field and text of `.search(field, text)`. */
  readonly searches: readonly { readonly fieldPath: string; readonly text: string }[];
  readonly filters: readonly SearchFilter[];
}

export type Operator = { filter: WireJson } | { limit: number };

export interface ParsedQuery {
  readonly source: IndexRangeSource | SearchSource;
  readonly operators: readonly Operator[];
}

const MAX_OPERATORS = 256;
const RANGE_OPERATORS: readonly string[] = ["Eq", "Gt", "Gte", "Lt", "Lte"];

type JsonObject = { [key: string]: WireJson };

/** Reads a query as `convex/server` sends it. Throws when a part is missing or unknown. */
export function parseQuery({ source, operators }: QueryJson): ParsedQuery {
  if (operators.length > MAX_OPERATORS) {
    throw new Error(
      `Query has too many operators (${operators.length} > maximum ${MAX_OPERATORS}).`,
    );
  }
  return { source: parseSource(source), operators: operators.map(parseOperator) };
}

/** Decodes a value that may be `{"$undefined": null}`. */
export function wireToValue(json: WireJson | undefined): Value | undefined {
  if (json === undefined) return undefined;
  if (typeof json === "object" && json !== null && "$undefined" in json) return undefined;
  return jsonToConvex(json);
}

function parseSource(source: JsonObject): IndexRangeSource | SearchSource {
  switch (source["type"]) {
    case "FullTableScan":
      return {
        type: "IndexRange",
        table: text(source, "tableName"),
        index: "by_creation_time",
        range: [],
        order: parseOrder(source["order"]),
      };
    case "IndexRange":
      return {
        type: "IndexRange",
        ...parseIndexName(text(source, "indexName")),
        range: list(source, "range").map(parseRangeExpression),
        order: parseOrder(source["order"]),
      };
    case "Search":
      return {
        type: "Search",
        ...parseIndexName(text(source, "indexName")),
        ...parseSearchFilters(list(source, "filters")),
      };
    default:
      throw new Error(`Unknown query source ${JSON.stringify(source["type"])}`);
  }
}

function parseIndexName(indexName: string): { table: string; index: string } {
  const [table, index] = indexName.split(".");
  if (table === undefined || index === undefined) {
    throw new Error(`Invalid index name "${indexName}": expected "table.index"`);
  }
  return { table, index };
}

function parseOrder(order: WireJson | undefined): Order {
  return order === "desc" ? "desc" : "asc";
}

function parseRangeExpression(json: JsonObject): RangeExpression {
  const type = text(json, "type");
  if (!isRangeOperator(type)) throw new Error(`Unknown range operator "${type}"`);
  return { type, fieldPath: text(json, "fieldPath"), value: wireToValue(json["value"]) };
}

function isRangeOperator(type: string): type is RangeOperator {
  return RANGE_OPERATORS.includes(type);
}

function parseSearchFilters(json: JsonObject[]): Pick<SearchSource, "searches" | "filters"> {
  const ofType = (type: string) => json.filter((filter) => filter["type"] === type);
  return {
    searches: ofType("Search").map((filter) => ({
      fieldPath: text(filter, "fieldPath"),
      text: text(filter, "value"),
    })),
    filters: ofType("Eq").map((filter) => ({
      fieldPath: text(filter, "fieldPath"),
      value: wireToValue(filter["value"]),
    })),
  };
}

function parseOperator(json: JsonObject): Operator {
  if (typeof json["limit"] === "number") return { limit: json["limit"] };
  if (json["filter"] !== undefined) return { filter: json["filter"] };
  throw new Error(`Unknown query operator ${JSON.stringify(Object.keys(json))}`);
}

function text(json: JsonObject, field: string): string {
  const value = json[field];
  if (typeof value !== "string") throw new Error(`Query field "${field}" must be a string`);
  return value;
}

function list(json: JsonObject, field: string): JsonObject[] {
  const value = json[field];
  if (!Array.isArray(value)) throw new Error(`Query field "${field}" must be an array`);
  return value as JsonObject[];
}
