import { requireEnv, workosApiUrl } from "../env/read";
import { appError } from "../lib/errors";
import { workosFailure } from "./failure";

/** Why WorkOS gave no answer worth having, and whether asking again can help. */
export class WorkosError extends Error {
  override name = "WorkosError";
  /** HTTP status; 0 when no answer came at all. */
  readonly status: number;
  /** What the `Retry-After` header asks for, in ms. */
  readonly retryAfterMs: number | null;

  constructor(status: number, message: string, retryAfterMs: number | null = null) {
    super(message);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether the same request may succeed later. */
  get isTransient(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

type Query = Readonly<Record<string, string | number | undefined>>;

/** More than this is a broken clock or a joke. */
const MAX_RETRY_AFTER_IN_MS = 3_600_000;
const REQUEST_TIMEOUT_IN_MS = 20_000;

/**
 * Reads from WorkOS's API. Plain JSON instead of the SDK's objects: those mix camelCase and
 * snake_case, depending on which events the SDK knows.
 * @throws WorkosError for anything but a JSON answer with status 2xx
 */
export async function workosGet(path: string, query: Query = {}): Promise<unknown> {
  const url = new URL(workosApiUrl() + path);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return await request(url, { method: "GET" });
}

/**
 * Changes something through WorkOS's API; `body` goes out as JSON. Some answers to a change are
 * empty: then it is null.
 * @throws WorkosError for anything but a JSON answer, or an empty one, with status 2xx
 */
export async function workosSend(
  method: "POST" | "PATCH",
  path: string,
  body: object,
): Promise<unknown> {
  const headers = { "content-type": "application/json" };
  return await request(new URL(workosApiUrl() + path), {
    method,
    headers,
    body: JSON.stringify(body),
  });
}

/**
 * Runs work that asks WorkOS, for a person who waits for it.
 * @throws `workos_failed` with a sentence that says what to do, whatever goes wrong
 */
export async function askWorkos<T>(work: () => Promise<T>): Promise<T> {
  try {
    requireEnv("WORKOS_API_KEY");
    return await work();
  } catch (error) {
    throw appError("workos_failed", error instanceof Error ? error.message : String(error));
  }
}

interface Asked {
  method: string;
  headers?: Record<string, string>;
  body?: string;
}

async function request(url: URL, asked: Asked): Promise<unknown> {
  const about = { request: `${asked.method} ${url.pathname}`, origin: url.origin };
  const fail = (status: number, body: string, retryAfterMs: number | null = null) =>
    new WorkosError(status, workosFailure({ ...about, status, body, retryAfterMs }), retryAfterMs);
  const apiKey = requireEnv("WORKOS_API_KEY");
  const { response, body } = await exchange(url, asked, apiKey).catch((error: unknown) => {
    throw fail(0, error instanceof Error ? error.message : String(error));
  });
  if (!response.ok) {
    const retryAfterMs = parseRetryAfter(response.headers.get("retry-after"), Date.now());
    throw fail(response.status, body, retryAfterMs);
  }
  if (asked.method !== "GET" && body === "") return null;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new WorkosError(
      0,
      workosFailure({ ...about, status: response.status, body, retryAfterMs: null }),
    );
  }
}

async function exchange(
  url: URL,
  asked: Asked,
  apiKey: string,
): Promise<{ response: Response; body: string }> {
  const response = await fetch(url, {
    ...asked,
    headers: { ...asked.headers, authorization: `Bearer ${apiKey}`, accept: "application/json" },
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_IN_MS),
  });
  return { response, body: await response.text() };
}

/**
 * A `Retry-After` header as ms from `now`: seconds or an HTTP date (RFC 9110 §10.2.3); null when
 * absent or unreadable, never negative, an hour at most.
 */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const wait = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? null : Math.min(Math.max(0, wait), MAX_RETRY_AFTER_IN_MS);
}

/**
 * How long to wait before asking again: what WorkOS asks for, else doubling from `baseMs`, up to an
 * hour. `attempt` counts from 1.
 */
export function retryDelay(error: unknown, attempt: number, baseMs: number): number {
  const asked = error instanceof WorkosError ? error.retryAfterMs : null;
  return asked ?? Math.min(baseMs * 2 ** (attempt - 1), MAX_RETRY_AFTER_IN_MS);
}
