import { delay, http, HttpResponse, type HttpHandler } from "msw";
import type { LimitName } from "../model/rateLimits";
import type { Api } from "./api";
import { failure, json } from "./respond";

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
  const { answer, delayMs, path } = model.faults().api;
  if (OWN_PAGES.test(pathname) || !pathname.startsWith(path)) return undefined;
  if (delayMs > 0) await delay(delayMs);
  switch (answer) {
    case "none":
      return undefined;
    case "error-500":
      return failure(500, "Internal server error.");
    case "html-502":
      return HttpResponse.html("<html><body><h1>502 Bad Gateway</h1></body></html>", {
        status: 502,
      });
    case "rate-limit":
      return tooManyRequests(1);
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

/**
 * WorkOS's answer to too many requests.
 * @param seconds how long to wait, for `Retry-After`
 */
export function tooManyRequests(seconds: number): Response {
  const response = json(429, { code: "too_many_requests", message: "Too many requests." });
  response.headers.set("Retry-After", String(seconds));
  return response;
}
