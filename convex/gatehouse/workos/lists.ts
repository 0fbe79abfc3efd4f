import { isObject } from "../../../webhooks/json";
import { workosGet, WorkosError } from "./client";

/** WorkOS lists no more than this at once. */
const PAGE_SIZE = 100;
/** A list longer than this is no short one; what is behind is not read. */
const MAX_ROWS = 10_000;

/** A page of one of WorkOS's lists. */
export interface ListPage {
  data: unknown[];
  /** What to ask for the next page with; null on the last. */
  next: string | null;
}

/**
 * Reads a page of a WorkOS list, oldest first.
 * @param after the page before's `next`; null for the first page
 * @throws WorkosError
 */
export async function listPage(path: string, after: string | null): Promise<ListPage> {
  const from = after === null ? {} : { after };
  const answer = await workosGet(path, { limit: PAGE_SIZE, order: "asc", ...from });
  const { data, list_metadata: metadata } = isObject(answer) ? answer : {};
  if (!Array.isArray(data)) throw new WorkosError(0, `WorkOS answered ${path} without a list.`);
  const next = isObject(metadata) ? metadata["after"] : null;
  return { data: data as unknown[], next: typeof next === "string" ? next : null };
}

/**
 * Reads a whole WorkOS list, oldest first: for lists that are short by nature.
 * @throws WorkosError
 */
export async function listAll(path: string): Promise<unknown[]> {
  const all: unknown[] = [];
  let after: string | null = null;
  do {
    const page: ListPage = await listPage(path, after);
    all.push(...page.data);
    after = page.next;
  } while (after !== null && all.length < MAX_ROWS);
  return all;
}
