import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { AUTH_ERROR_STATUS, AuthError } from "../auth/error";
import type { Runtime } from "../runtime/types";
import type { AdminApiParts } from "./adminApi";
import { createAdminApi } from "./adminApi";
import type { Answer, Handler } from "./exchange";
import { createExchange, jsonAnswer, textAnswer } from "./exchange";
import { serveHttpAction } from "./httpActions";
import { HttpError } from "./httpError";
import type { PublicApiParts } from "./publicApi";
import { createPublicApi } from "./publicApi";

/** Convex limits arguments to 16 MiB; a push also carries every module and its source map. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;
/** Where the API port serves HTTP actions. */
const HTTP_ACTIONS_PREFIX = "/http/";

export interface ServerParts extends PublicApiParts, AdminApiParts {
  readonly runtime: Runtime;
  /** The deployment's name, the first part of its admin key. */
  readonly instanceName: string;
}

/** The API port: public and admin API, and HTTP actions under `/http/`. */
export function createApiListener(parts: ServerParts): RequestListener {
  const publicApi = createPublicApi(parts);
  const adminApi = createAdminApi(parts);
  const pages: Record<string, () => Answer> = {
    "GET /": () => textAnswer("This is a Convex-compatible backend running on this machine.\n"),
    "GET /version": () => textAnswer("embedded"),
    "GET /instance_version": () => textAnswer("embedded"),
    "GET /instance_name": () => textAnswer(parts.instanceName),
  };
  const find = (method: string, path: string): Handler => {
    const page = pages[`${method} ${path}`];
    return (
      (page && (async () => page())) ?? publicApi(method, path) ?? adminApi(method, path) ?? unknown
    );
  };
  return (request, response) => {
    const url = request.url ?? "/";
    if (url.startsWith(HTTP_ACTIONS_PREFIX)) {
      const path = url.slice(HTTP_ACTIONS_PREFIX.length - 1);
      void guard(parts, response, () => action(parts, path, request, response));
      return;
    }
    allowEveryOrigin(request, response);
    void guard(parts, response, async () => {
      const exchange = createExchange(request, MAX_BODY_BYTES);
      if (exchange.method === "OPTIONS") return void response.writeHead(204).end();
      send(response, await find(exchange.method, exchange.path)(exchange));
    });
  };
}

/** The site port: HTTP actions at every path. */
export function createSiteListener(
  parts: Pick<ServerParts, "runtime" | "siteUrl" | "log">,
): RequestListener {
  return (request, response) => {
    void guard(parts, response, () => action(parts, request.url ?? "/", request, response));
  };
}

function action(
  { runtime, siteUrl }: Pick<ServerParts, "runtime" | "siteUrl">,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  return serveHttpAction(runtime, siteUrl + path, request, response);
}

/** The CLI repeats a request that got 404, so what does not exist is a bad request. */
const unknown: Handler = async ({ method, path }) => {
  throw new HttpError(
    400,
    "UnknownEndpoint",
    `${method} ${path} is not part of the embedded backend's API.`,
  );
};

/** Answers are the same for every page: nothing here depends on cookies. */
function allowEveryOrigin(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("Access-Control-Allow-Origin", "*");
  if (request.method !== "OPTIONS") return;
  const wanted = request.headers["access-control-request-headers"];
  if (wanted !== undefined) response.setHeader("Access-Control-Allow-Headers", wanted);
  response.setHeader("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
  response.setHeader("Access-Control-Max-Age", "86400");
}

async function guard(
  { log }: Pick<ServerParts, "log">,
  response: ServerResponse,
  serve: () => Promise<void>,
): Promise<void> {
  try {
    await serve();
  } catch (error) {
    if (response.headersSent) response.destroy();
    else send(response, errorAnswer(error, log));
  }
}

function errorAnswer(error: unknown, log: (line: string) => void): Answer {
  if (error instanceof HttpError) return jsonAnswer(bodyOf(error), error.status);
  if (error instanceof AuthError) return jsonAnswer(bodyOf(error), AUTH_ERROR_STATUS);
  log(`A request failed: ${error instanceof Error ? error.stack : String(error)}`);
  const message = "Your request couldn't be completed. Try again later.";
  return jsonAnswer({ code: "InternalServerError", message }, 500);
}

function bodyOf({ code, message }: HttpError | AuthError) {
  return { code, message };
}

function send(response: ServerResponse, { status, contentType, body }: Answer): void {
  response.writeHead(status, { "Content-Type": contentType }).end(body);
}
