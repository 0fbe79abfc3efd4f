import { isObject } from "../../../../webhooks/json";
import { ProbeError, type Answer } from "./get";
import type { Tools } from "./types";

const MAX_PAGES = 5;
const PAGE_SIZE = 100;

type Query = Readonly<Record<string, string>>;

/**
 * Reads from WorkOS's API with the environment's key.
 * @param what the thing read, for the sentence when it cannot be.
 * @returns the answer, whatever its status.
 * @throws ProbeError when there is no key, or no answer.
 */
export async function askWorkos(tools: Tools, path: string, query: Query): Promise<Answer> {
  if ("missing" in tools.apiKey) throw new ProbeError(tools.apiKey.missing);
  const url = new URL(tools.workosOrigin + path);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return await tools.get(url.href, {
    headers: { authorization: `Bearer ${tools.apiKey.key}`, accept: "application/json" },
  });
}

function readJson(answer: Answer, what: string): Record<string, unknown> {
  if (answer.status === 401 || answer.status === 403) {
    throw new ProbeError(
      `WorkOS answers ${answer.status} to the API key, so ${what} stays closed.`,
    );
  }
  if (answer.status !== 200) {
    throw new ProbeError(`WorkOS answers ${answer.status} when asked for ${what}.`);
  }
  try {
    const value: unknown = JSON.parse(answer.body);
    if (isObject(value)) return value;
  } catch {
    // Said below.
  }
  throw new ProbeError(`WorkOS's answer for ${what} is not JSON.`);
}

/** Reads a user; null when WorkOS says that there is none. */
export async function readUser(
  tools: Tools,
  workosId: string,
): Promise<Record<string, unknown> | null> {
  const path = `/user_management/users/${encodeURIComponent(workosId)}`;
  const answer = await askWorkos(tools, path, {});
  return answer.status === 404 ? null : readJson(answer, "the user");
}

/**
 * Reads a whole list of WorkOS's API, or as much of it as `query.limit` asks for.
 * @param what the list, in words: "its list of redirect URIs".
 * @throws ProbeError also when it is longer than five pages: what is not in a part of a list may be
 *   in the rest.
 */
export async function listWorkos(
  tools: Tools,
  path: string,
  what: string,
  query: Query = {},
): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  let after: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const cursor: Query = after === null ? {} : { after };
    const answer = await askWorkos(tools, path, { limit: String(PAGE_SIZE), ...query, ...cursor });
    const { data, list_metadata: metadata } = readJson(answer, what);
    if (!Array.isArray(data)) throw new ProbeError(`WorkOS's answer for ${what} is not a list.`);
    rows.push(...data.filter(isObject));
    const next = isObject(metadata) ? metadata["after"] : null;
    if (typeof next !== "string" || query["limit"] !== undefined) return rows;
    after = next;
  }
  throw new ProbeError(
    `WorkOS has more than ${MAX_PAGES * PAGE_SIZE} entries when asked for ${what}, more than are read here; look into the WorkOS dashboard instead.`,
  );
}

/** A text field of WorkOS's JSON; null when it is absent or something else. */
export function textOf(row: Record<string, unknown>, field: string): string | null {
  const value = row[field];
  return typeof value === "string" ? value : null;
}

/** A time field of WorkOS's JSON in epoch milliseconds; null when absent or unreadable. */
export function timeOf(row: Record<string, unknown>, field: string): number | null {
  const at = Date.parse(textOf(row, field) ?? "");
  return Number.isNaN(at) ? null : at;
}
