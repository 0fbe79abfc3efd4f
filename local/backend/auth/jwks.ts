import type { JSONWebKeySet } from "jose";
import { invalidToken } from "./error";

/** How long a fetched document is used before it is fetched again. */
const MAX_AGE_MS = 10 * 60 * 1000;
/** How long a key server may take before the token is refused. */
const FETCH_TIMEOUT_MS = 10_000;
const JSON_TYPES = new Set(["application/json", "application/jwk-set+json"]);

/** Fetches JSON documents (key sets, OIDC discovery) and keeps each for at most ten minutes. */
export interface DocumentCache {
  /**
   * @param url `http(s):` or `data:`.
   * @param newerThan Accept a stored copy only if fetched after this time (epoch ms).
   * @throws AuthError when the document cannot be had, saying which URL and why.
   */
  get(url: string, newerThan?: number): Promise<FetchedDocument>;
}

export interface FetchedDocument {
  readonly json: unknown;
  /** Epoch milliseconds at which the fetch began. */
  readonly fetchedAt: number;
}

/**
 * @param fetchUrl Replaces `fetch` in tests.
 * @param clock Epoch milliseconds.
 */
export function createDocumentCache(
  fetchUrl: typeof fetch = fetch,
  clock: () => number = Date.now,
): DocumentCache {
  const stored = new Map<string, { startedAt: number; document: Promise<FetchedDocument> }>();
  return {
    get(url, newerThan = -Infinity) {
      const startedAt = clock();
      const known = stored.get(url);
      if (known && startedAt - known.startedAt < MAX_AGE_MS && known.startedAt > newerThan) {
        return known.document;
      }
      const document = fetchJson(fetchUrl, url).then((json) => ({ json, fetchedAt: startedAt }));
      stored.set(url, { startedAt, document });
      document.catch(() => {
        if (stored.get(url)?.document === document) stored.delete(url);
      });
      return document;
    },
  };
}

async function fetchJson(fetchUrl: typeof fetch, url: string): Promise<unknown> {
  const response = await fetchUrl(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) }).catch(
    (error: unknown) => {
      throw invalidToken(`Could not fetch ${shorten(url)}: ${reasonOf(error)}`);
    },
  );
  if (response.status !== 200) {
    throw invalidToken(`Could not fetch ${shorten(url)}: status ${response.status}`);
  }
  if (!url.startsWith("data:")) checkContentType(url, response.headers.get("content-type") ?? "");
  return response.json().catch(() => {
    throw invalidToken(`Could not fetch ${shorten(url)}: the body is not JSON`);
  });
}

function checkContentType(url: string, contentType: string): void {
  const [type = "", ...parameters] = contentType.split(";").map((part) => part.trim());
  const charset = parameters.find((parameter) => /^charset=/i.test(parameter));
  const utf8 = charset === undefined || /^charset="?utf-8"?$/i.test(charset);
  if (JSON_TYPES.has(type.toLowerCase()) && utf8) return;
  throw invalidToken(
    `Could not fetch ${shorten(url)}: Content-Type must be application/json or ` +
      `application/jwk-set+json in UTF-8, got '${contentType}'`,
  );
}

/** Narrows a fetched document to a key set. */
export function asKeySet(document: FetchedDocument, url: string): JSONWebKeySet {
  const json = document.json as Partial<JSONWebKeySet> | null;
  if (Array.isArray(json?.keys)) return { keys: json.keys };
  throw invalidToken(`Invalid JWKS at ${shorten(url)}: it has no 'keys' list`);
}

/** Reads the key-set address out of an OIDC discovery document. */
export function keySetUrl(discovery: FetchedDocument, url: string): string {
  const uri = (discovery.json as { jwks_uri?: unknown } | null)?.jwks_uri;
  if (typeof uri === "string") return uri;
  throw invalidToken(`Invalid OpenID configuration at ${shorten(url)}: it has no 'jwks_uri'`);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function shorten(url: string): string {
  return url.length > 200 ? `${url.slice(0, 60)}…` : url;
}
