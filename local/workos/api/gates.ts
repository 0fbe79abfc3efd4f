import { delay, http, HttpResponse, type HttpHandler } from "msw";
import type { LimitName } from "../model/rateLimits";
import type { Api } from "./api";
import { failure, invalidParameters, json, notFound } from "./respond";

/** What every request passes before its own handler: faults, API key, rate limits. */

// Pages of the stand-in itself: switching a fault off must always work.
const OWN_PAGES = /^\/($|_standin|authkit|error)/;
const PUBLIC_PATHS =
  /^\/($|_standin|authkit|error|health|sso\/jwks|user_management\/(authorize|authenticate|sessions\/logout)$)/;

/** Builds the gates; each lets a request fall through to the next handler by answering nothing. */
export function gates(api: Api): HttpHandler[] {
  const everything = `${api.baseUrl}/*`;
  return [
    http.all(everything, ({ request }) => faultGate(api, request)),
    http.all(everything, ({ request }) => keyGate(api, request)),
    http.all(everything, ({ request }) => rateGate(api, request)),
  ];
}

async function faultGate({ model }: Api, request: Request): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  const { answer, status, retryAfterSeconds, delayMs, path } = model.faults().api;
  if (OWN_PAGES.test(pathname) || !pathname.startsWith(path)) return undefined;
  if (delayMs > 0) await delay(delayMs);
  switch (answer) {
    case "none":
      return undefined;
    case "error":
      return brokenAnswer(status, pathname);
    case "html":
      return HttpResponse.html("<html><body><h1>Not what you asked for</h1></body></html>", {
        status,
      });
    case "rate-limit":
      return tooManyRequests(retryAfterSeconds);
    case "timeout":
      await delay("infinite");
      return undefined;
    case "drop":
      return HttpResponse.error();
  }
}

function keyGate({ model }: Api, request: Request): Response | undefined {
  if (PUBLIC_PATHS.test(new URL(request.url).pathname)) return undefined;
  if (request.method === "OPTIONS") return undefined;
  const key = request.headers.get("authorization")?.replace(/^Bearer /i, "");
  return key === model.config.apiKey ? undefined : failure(401, "Unauthorized");
}

function rateGate({ model }: Api, request: Request): Response | undefined {
  const { pathname } = new URL(request.url);
  if (!model.config.rateLimits || PUBLIC_PATHS.test(pathname)) return undefined;
  const specific: LimitName = request.method === "GET" ? "read" : "write";
  const limits: LimitName[] = pathname.startsWith("/user_management/")
    ? ["general", specific]
    : ["general"];
  const wait = Math.max(...limits.map((limit) => model.rateLimiter.retryAfter(limit, "key")));
  return wait === 0 ? undefined : tooManyRequests(wait);
}

/** An error in WorkOS's own words, where it has words for the status. */
function brokenAnswer(status: number, pathname: string): Response {
  if (status === 404) return notFound("Resource", pathname.split("/").at(-1) ?? "");
  if (status === 422) return invalidParameters([{ code: "invalid", message: "Not this way." }]);
  return failure(status, ERROR_MESSAGES[status] ?? "Internal server error.");
}

const ERROR_MESSAGES: Readonly<Record<number, string>> = {
  400: "Bad request.",
  401: "Unauthorized",
  403: "Forbidden",
  429: "Too many requests.",
};

/**
 * WorkOS's answer to too many requests.
 * @param seconds how long to wait, for `Retry-After`; null leaves it out
 */
export function tooManyRequests(seconds: number | null): Response {
  const response = json(429, { code: "too_many_requests", message: "Too many requests." });
  if (seconds !== null) response.headers.set("Retry-After", String(seconds));
  return response;
}
