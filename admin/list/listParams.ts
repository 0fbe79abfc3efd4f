import { hashKey } from "@tanstack/react-query";
import type { SortPayload } from "react-admin";
import { isWhole, oneOf } from "../addresses/filterRules";

/** Rows a list asks for at a time, unless its address says otherwise. */
export const PER_PAGE = 50;

/** What a list knows: links grow old, and are cut and edited by hand. */
export interface ListRules {
  /** Its order when nobody chose one. */
  sort: SortPayload;
  /** The fields it can be sorted by. */
  sorts: readonly string[];
  filters: Readonly<Record<string, (value: unknown) => boolean>>;
}

type Params = Readonly<Record<string, unknown>>;

/**
 * Puts right what an address or the memory says of a list. A sort, a page or a size that the list
 * does not know gives way to its own, a part of the filter is left out.
 * @param said what was read, of any shape
 * @returns the parameters to go on with, or null when all that was said is sound
 */
export function mended(said: unknown, { sort, sorts, filters }: ListRules): Params | null {
  const params = isRecord(said) ? said : {};
  const sound = {
    ...(("sort" in params || "order" in params) && soundSort(params, sort, sorts)),
    ...("page" in params && { page: isWhole(params["page"]) ? params["page"] : 1 }),
    ...("perPage" in params && {
      perPage: isSize(params["perPage"]) ? params["perPage"] : PER_PAGE,
    }),
    ...("filter" in params && { filter: soundFilter(params["filter"], filters) }),
  };
  return hashKey([said]) === hashKey([sound]) ? null : sound;
}

/** More rows at a time than this would be slow to draw. */
const MAX_PER_PAGE = 100;
const isSize = (value: unknown) => isWhole(value) && value <= MAX_PER_PAGE;
const isOrder = oneOf(["ASC", "DESC"]);

function soundSort({ sort, order }: Params, standard: SortPayload, known: readonly string[]) {
  if (oneOf(known)(sort) && isOrder(order)) return { sort, order };
  return { sort: standard.field, order: standard.order };
}

function soundFilter(filter: unknown, rules: ListRules["filters"]): Params {
  if (!isRecord(filter)) return {};
  const known = Object.entries(rules).filter(([key, isKnown]) => isKnown(filter[key]));
  return Object.fromEntries(known.map(([key]) => [key, filter[key]]));
}

function isRecord(value: unknown): value is Params {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
