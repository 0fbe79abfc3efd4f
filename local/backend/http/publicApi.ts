import type { Authenticator } from "../auth/credentials";
import type { Runtime } from "../runtime/types";
import type { Snapshot } from "../transaction/types";
import type { WireJson } from "../values/types";
import { decodeTs, encodeTs } from "../values/clock";
import type { Answer, Exchange, Handler, JsonObject } from "./exchange";
import { jsonAnswer } from "./exchange";
import type { FunctionRequest } from "./functionRequest";
import { callFor, outcomeAnswer, outcomeBody, parseFunctionRequest } from "./functionRequest";
import type { HeldSnapshots } from "./heldSnapshots";
import { HttpError } from "./httpError";

export interface PublicApiParts {
  readonly runtime: Runtime;
  readonly authenticator: Authenticator;
  readonly snapshots: HeldSnapshots;
  openSnapshot(): Snapshot;
}

/** `POST /api/run/<module>/<function>`: the function is in the path. */
const RUN_PREFIX = "/api/run/";

/**
 * Convex's public HTTP API.
 *
 * @returns The handler for a method and path, or `undefined` when the path is none of its own.
 */
export function createPublicApi(parts: PublicApiParts) {
  const { runtime, snapshots } = parts;
  const routes: Record<string, Handler> = {
    "GET /api/query": async (exchange) => query(parts, exchange, fromQueryString(exchange.query)),
    "POST /api/query": async (exchange) => query(parts, exchange, await exchange.json()),
    "POST /api/query_ts": async () => jsonAnswer({ ts: encodeTs(snapshots.hold()) }),
    "POST /api/query_at_ts": (exchange) => queryAt(parts, exchange),
    "POST /api/query_batch": (exchange) => queryBatch(parts, exchange),
    "POST /api/mutation": runWith(parts, (call) => runtime.runMutation(call)),
    "POST /api/action": runWith(parts, (call) => runtime.runAction(call)),
    "POST /api/function": runWith(parts, (call) => runtime.runFunction(call)),
  };
  const run = runWith(parts, (call) => runtime.runFunction(call), pathFromUrl);
  return (method: string, path: string): Handler | undefined =>
    method === "POST" && path.startsWith(RUN_PREFIX) ? run : routes[`${method} ${path}`];
}

function runWith(
  { authenticator }: PublicApiParts,
  run: Runtime["runFunction"],
  complete: (body: JsonObject, exchange: Exchange) => JsonObject = (body) => body,
): Handler {
  return async (exchange) => {
    const credentials = await authenticator.header(exchange.authorization);
    const request = parseFunctionRequest(complete(await exchange.json(), exchange));
    const outcome = await run(callFor(request, credentials, exchange.client));
    return outcomeAnswer(outcome, request.format);
  };
}

function pathFromUrl(body: JsonObject, { path }: Exchange): JsonObject {
  const segments = path.slice(RUN_PREFIX.length).split("/").map(decodeURIComponent);
  const name = segments.pop() ?? "";
  return { ...body, path: segments.length === 0 ? name : `${segments.join("/")}:${name}` };
}

function fromQueryString(query: URLSearchParams): JsonObject {
  const args = query.get("args") ?? "{}";
  try {
    return {
      path: query.get("path"),
      args: JSON.parse(args) as WireJson,
      format: query.get("format"),
    };
  } catch {
    throw new HttpError(400, "BadRequest", "The 'args' parameter must be JSON.");
  }
}

async function query(parts: PublicApiParts, exchange: Exchange, body: JsonObject): Promise<Answer> {
  const [result] = await onSnapshot(parts, (snapshot) =>
    runQueries(parts, exchange, [parseFunctionRequest(body)], snapshot),
  );
  return jsonAnswer(result);
}

async function queryAt(parts: PublicApiParts, exchange: Exchange): Promise<Answer> {
  const { ts, ...body } = await exchange.json();
  const request = parseFunctionRequest(body);
  const results = await parts.snapshots.at(parseTs(ts), (snapshot) =>
    runQueries(parts, exchange, [request], snapshot),
  );
  if (results === undefined) {
    throw new HttpError(
      400,
      "SnapshotTooOld",
      "No snapshot is kept for this timestamp. Use one from /api/query_ts within 30 seconds.",
    );
  }
  return jsonAnswer(results[0]);
}

async function queryBatch(parts: PublicApiParts, exchange: Exchange): Promise<Answer> {
  const { queries } = await exchange.json();
  if (!Array.isArray(queries)) {
    throw new HttpError(400, "BadRequest", "The body must have a list of 'queries'.");
  }
  const requests = queries.map((body) => parseFunctionRequest(body as JsonObject));
  const results = await onSnapshot(parts, (snapshot) =>
    runQueries(parts, exchange, requests, snapshot),
  );
  return jsonAnswer({ results });
}

async function runQueries(
  { runtime, authenticator }: PublicApiParts,
  { authorization, client }: Exchange,
  requests: readonly FunctionRequest[],
  snapshot: Snapshot,
): Promise<JsonObject[]> {
  const credentials = await authenticator.header(authorization);
  const results: JsonObject[] = [];
  for (const request of requests) {
    const outcome = await runtime.runQuery(callFor(request, credentials, client), snapshot);
    results.push(outcomeBody(outcome, request.format));
  }
  return results;
}

async function onSnapshot<T>(
  { openSnapshot }: PublicApiParts,
  use: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const snapshot = openSnapshot();
  try {
    return await use(snapshot);
  } finally {
    snapshot.close();
  }
}

function parseTs(ts: WireJson | undefined): bigint {
  try {
    return decodeTs(String(ts));
  } catch {
    throw new HttpError(400, "BadRequest", "'ts' must be a timestamp from /api/query_ts.");
  }
}
