import { causeOfErrorCode } from "../../../../convex/gatehouse/diagnostics/errorCodes";
import type { SafeAddress } from "../../../../convex/gatehouse/diagnostics/harFacts";
import { parseUrl } from "../../../../convex/gatehouse/diagnostics/hosts";
import { redactText } from "../../../../convex/gatehouse/diagnostics/redact";
import type { SetCookieFacts } from "../../../../convex/gatehouse/diagnostics/setCookie";
import { parseSetCookie } from "../../../../convex/gatehouse/diagnostics/setCookie";
import { safeAddress, safeAddressOf, safeQuery } from "./address";
import type { RawObject } from "./jsonEntries";
import type { Marks } from "./marks";

/** One request with its answer, every secret taken out. Nothing else of the entry is kept. */
export interface SafeEntry {
  index: number;
  startedAt: number | null;
  endedAt: number | null;
  method: string;
  address: SafeAddress;
  query: Record<string, string>;
  status: number;
  redirectTo: SafeAddress | null;
  isFetch: boolean;
  isPage: boolean;
  /** The origin of the page that made the request. */
  origin: string | null;
  cookiesSent: string[];
  cookiesSet: SetCookieFacts[];
  recordsCookies: boolean;
  allowOrigin: string | null;
  hasAnswerHeaders: boolean;
  cacheControl: string | null;
  ageSeconds: number | null;
  serverDate: number | null;
  failure: string | null;
  /** The challenge that the sent verifier belongs to, as a mark. */
  verifierMark: string | null;
  errorCode: string | null;
  missingRefreshToken: boolean;
  convexErrors: string[];
}

type Headers = ReadonlyMap<string, string[]>;

const isObject = (value: unknown): value is RawObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const objectOf = (value: unknown): RawObject => (isObject(value) ? value : {});
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const numberOf = (value: unknown): number => (typeof value === "number" ? value : 0);

function headersOf(message: RawObject): Headers {
  const headers = new Map<string, string[]>();
  for (const item of listOf(message["headers"])) {
    const name = textOf(objectOf(item)["name"]).toLowerCase();
    const value = textOf(objectOf(item)["value"]);
    headers.set(name, [...(headers.get(name) ?? []), value]);
  }
  return headers;
}

const first = (headers: Headers, name: string): string | null => headers.get(name)?.[0] ?? null;

const cookieNames = (headers: Headers): string[] =>
  (headers.get("cookie") ?? [])
    .flatMap((line) => line.split(";"))
    .map((pair) => pair.split("=")[0]?.trim() ?? "")
    .filter((name) => name !== "" && name.length < 200);

/** Chrome joins several Set-Cookie headers with line breaks. */
const cookiesSet = (headers: Headers): SetCookieFacts[] =>
  (headers.get("set-cookie") ?? [])
    .flatMap((value) => value.split("\n"))
    .map(parseSetCookie)
    .filter((facts) => facts !== null);

function failureOf(response: RawObject): string | null {
  const text = textOf(response["_error"]) || textOf(response["_failureText"]);
  return /^[\w:. -]{1,80}$/.test(text) ? text : null;
}

const FETCH_TYPES = new Set(["fetch", "xhr", "preflight", "beacon", "prefetch"]);

function isFetch(raw: RawObject, headers: Headers): boolean {
  const mode = first(headers, "sec-fetch-mode");
  if (mode !== null) return mode !== "navigate";
  return FETCH_TYPES.has(textOf(raw["_resourceType"]).toLowerCase());
}

/** The words of an error body that name a cause; nothing else of a body is looked at. */
function errorCodeOf(status: number, body: string): string | null {
  if (status < 400) return null;
  const codes = [...body.matchAll(/"(?:error|code)"\s*:\s*"([a-z_]{2,64})"/g)].map(
    (match) => match[1] ?? "",
  );
  return (
    codes.find((code) => causeOfErrorCode(code) !== null) ?? (codes.length > 0 ? "other" : null)
  );
}

function convexErrors(raw: RawObject): string[] {
  return listOf(raw["_webSocketMessages"]).flatMap((item) => {
    const { type, data } = objectOf(item);
    const text = textOf(data);
    if (type !== "receive" || !/"type"\s*:\s*"AuthError"/.test(text)) return [];
    const message = /"error"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
    return message === undefined ? [] : [redactText(message.replace(/\\"/g, "'"), 300)];
  });
}

/** The code verifier of an authenticate request, posted as JSON or as a form. */
function postedVerifier(request: RawObject): string | null {
  const text = textOf(objectOf(request["postData"])["text"]);
  if (!text.startsWith("{")) return new URLSearchParams(text).get("code_verifier");
  return /"code_verifier"\s*:\s*"([^"\\]*)"/.exec(text)?.[1] ?? null;
}

async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const binary = String.fromCharCode(...new Uint8Array(digest));
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

const dateOf = (text: string | null): number | null => {
  const at = text === null ? NaN : Date.parse(text);
  return Number.isNaN(at) ? null : at;
};

/**
 * Takes the secrets out of one entry, before anything else sees it.
 * @param raw the entry as read.
 * @param index its position in the recording.
 * @param marks stand in for codes, states and other secrets.
 * @returns the safe entry, or null when it has no address.
 */
export async function safeEntry(
  raw: RawObject,
  index: number,
  marks: Marks,
): Promise<SafeEntry | null> {
  const request = objectOf(raw["request"]);
  const response = objectOf(raw["response"]);
  const url = parseUrl(textOf(request["url"]));
  if (url === null || !/^https?:|^wss?:/.test(url.protocol)) return null;
  const sent = headersOf(request);
  const answered = headersOf(response);
  const content = objectOf(response["content"]);
  const status = Math.max(0, numberOf(response["status"]));
  const startedAt = dateOf(textOf(raw["startedDateTime"]));
  const verifier = postedVerifier(request);
  const location = first(answered, "location") ?? (textOf(response["redirectURL"]) || null);
  const body = textOf(content["text"]);
  return {
    index,
    startedAt,
    endedAt: startedAt === null ? null : startedAt + Math.max(0, numberOf(raw["time"])),
    method: textOf(request["method"])
      .toUpperCase()
      .replace(/[^A-Z]/g, "")
      .slice(0, 10),
    address: safeAddress(url),
    query: safeQuery(url, marks),
    status,
    redirectTo: location === null ? null : safeAddressOf(location, url.href),
    isFetch: isFetch(raw, sent),
    isPage:
      /html/i.test(textOf(content["mimeType"])) || textOf(raw["_resourceType"]) === "document",
    origin: originOf(sent),
    cookiesSent: cookieNames(sent),
    cookiesSet: cookiesSet(answered),
    recordsCookies: sent.has("cookie") || answered.has("set-cookie"),
    allowOrigin: first(answered, "access-control-allow-origin"),
    hasAnswerHeaders: answered.size > 0,
    cacheControl: first(answered, "cache-control"),
    ageSeconds: first(answered, "age") === null ? null : Number(first(answered, "age")) || 0,
    serverDate: dateOf(first(answered, "date")),
    failure: failureOf(response),
    verifierMark: verifier === null ? null : marks(await challengeOf(verifier)),
    errorCode: errorCodeOf(status, body),
    missingRefreshToken: status >= 400 && /Missing refresh token/i.test(body),
    convexErrors: convexErrors(raw),
  };
}

function originOf(headers: Headers): string | null {
  const text = first(headers, "origin") ?? first(headers, "referer");
  const url = text === null ? null : parseUrl(text);
  return url === null || url.origin === "null" ? null : url.origin;
}
