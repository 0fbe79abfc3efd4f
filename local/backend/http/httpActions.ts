import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { FunctionError } from "../runtime/errors";
import type { Runtime } from "../runtime/types";
import { clientAddress } from "./clientAddress";
import { readBody } from "./exchange";
import { HttpError } from "./httpError";

/** What Convex's own local backend accepts for one HTTP action. */
const MAX_HTTP_ACTION_BYTES = 20 * 1024 * 1024;
/** As long as any other action may take, see `runtime/engine.ts`. */
const DEADLINE_MS = 600_000;
/** Methods the Fetch standard forbids in a `Request`. */
const FORBIDDEN_METHODS = new Set(["CONNECT", "TRACE", "TRACK"]);

/**
 * Runs the HTTP action for a request and streams its answer back. The body reaches the action
 * byte for byte, so that signatures over it can be checked.
 *
 * @param url The whole address the action sees in `request.url`.
 * @param deadlineMs How long the action and its answer may take, in milliseconds.
 */
export async function serveHttpAction(
  runtime: Pick<Runtime, "runHttpAction">,
  url: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  deadlineMs = DEADLINE_MS,
): Promise<void> {
  const ip = clientAddress(incoming);
  const request = await toRequest(url, incoming);
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(timedOut(deadlineMs)), deadlineMs);
  try {
    const client = { signal: deadline.signal, ...(ip === undefined ? {} : { ip }) };
    const response = await runtime.runHttpAction(request, client);
    writeHead(response, outgoing);
    await sendBody(response, incoming.method === "HEAD", outgoing, deadline.signal);
  } finally {
    clearTimeout(timer);
  }
}

function timedOut(deadlineMs: number): FunctionError {
  const seconds = deadlineMs / 1000;
  return new FunctionError(`Function execution timed out (maximum duration: ${seconds}s)`);
}

function writeHead(response: Response, outgoing: ServerResponse): void {
  outgoing.statusCode = response.status;
  if (response.statusText) outgoing.statusMessage = response.statusText;
  for (const [name, value] of response.headers) {
    if (name !== "set-cookie") outgoing.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader("set-cookie", cookies);
}

async function toRequest(url: string, incoming: IncomingMessage): Promise<Request> {
  const method = incoming.method ?? "GET";
  if (FORBIDDEN_METHODS.has(method)) {
    throw new HttpError(405, "MethodNotAllowed", `HTTP actions cannot serve ${method} requests.`);
  }
  const hasBody = method !== "GET" && method !== "HEAD";
  const body = hasBody ? await readBody(incoming, MAX_HTTP_ACTION_BYTES) : null;
  return new Request(url, {
    method,
    headers: headersOf(incoming),
    body: body && new Uint8Array(body),
  });
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? "", rawHeaders[index + 1] ?? "");
  }
  return headers;
}

async function sendBody(
  response: Response,
  bodiless: boolean,
  outgoing: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  if (bodiless || response.body === null) {
    await response.body?.cancel();
    outgoing.end();
    return;
  }
  // An answer that came after the deadline is the one that says so.
  const limit = signal.aborted ? {} : { signal };
  await pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing, limit);
}
