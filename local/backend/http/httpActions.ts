import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import type { Runtime } from "../runtime/types";
import { readBody } from "./exchange";
import { HttpError } from "./httpError";

/** What Convex's own local backend accepts for one HTTP action. */
const MAX_HTTP_ACTION_BYTES = 20 * 1024 * 1024;
/** Methods the Fetch standard forbids in a `Request`. */
const FORBIDDEN_METHODS = new Set(["CONNECT", "TRACE", "TRACK"]);

/**
 * Runs the HTTP action for a request and streams its answer back. The body reaches the action
 * byte for byte, so that signatures over it can be checked.
 *
 * @param url The whole address the action sees in `request.url`.
 */
export async function serveHttpAction(
  runtime: Pick<Runtime, "runHttpAction">,
  url: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = await toRequest(url, incoming);
  const response = await runtime.runHttpAction(request);
  outgoing.statusCode = response.status;
  if (response.statusText) outgoing.statusMessage = response.statusText;
  for (const [name, value] of response.headers) {
    if (name !== "set-cookie") outgoing.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader("set-cookie", cookies);
  await sendBody(response, incoming.method === "HEAD", outgoing);
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
): Promise<void> {
  if (bodiless || response.body === null) {
    await response.body?.cancel();
    outgoing.end();
    return;
  }
  await pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing);
}
