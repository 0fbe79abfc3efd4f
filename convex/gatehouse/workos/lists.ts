import { isObject } from "../../../webhooks/json";
import { workosGet, WorkosError } from "./client";

/** WorkOS lists no more than this at once. */
export const PAGE_SIZE = 100;
/** A list longer than this is no short one; what is behind is not read. */
const MAX_PAGES = 100;

/** A page of one of WorkOS's lists. */
export interface ListPage {
  data: unknown[];
  /** What to ask for the next page with; null on the last. */
  next: string | null;
}

interface Asked extends Readonly<Record<string, string | number | undefined>> {
  /** The page before's `next`; undefined for the first page. */
  after?: string | undefined;
  /** Oldest first (`asc`), unless it says otherwise. */
  order?: "asc" | "desc";
}

/**
 * Reads a page of a WorkOS list.
 * @throws WorkosError
 */
export async function listPage(path: string, asked: Asked = {}): Promise<ListPage> {
  const answer = await workosGet(path, { limit: PAGE_SIZE, order: "asc", ...asked });
  const list: Readonly<Record<string, unknown>> = isObject(answer) ? answer : {};
  const { data, list_metadata: metadata } = list;
  if (!Array.isArray(data)) throw new WorkosError(0, `WorkOS answered ${path} without a list.`);
  const next = isObject(metadata) ? metadata["after"] : null;
  return { data: data as unknown[], next: typeof next === "string" ? next : null };
}

/**
 * Reads a whole WorkOS list, page after page: for lists that are short by nature.
 * @throws WorkosError
 */
export async function listAll(
  path: string,
  { order = "asc", maxPages = MAX_PAGES }: { order?: "asc" | "desc"; maxPages?: number } = {},
): Promise<unknown[]> {
  const all: unknown[] = [];
  let after: string | null = null;
  for (let page = 0; page < maxPages && (page === 0 || after !== null); page += 1) {
    const read: ListPage = await listPage(path, { order, ...(after !== null && { after }) });
    all.push(...read.data);
    after = read.next;
  }
  return all;
}
