import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress, gunzip } from "node:zlib";
import type { FunctionCall } from "../runtime/types";
import type { WireJson } from "../values/types";
import { clientAddress } from "./clientAddress";
import { HttpError } from "./httpError";

export type JsonObject = Record<string, WireJson>;

/** One HTTP request as handlers see it. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly client: NonNullable<FunctionCall["request"]>;
  /** The body, decompressed, as a JSON object. Throws {@link HttpError}. */
  json(): Promise<JsonObject>;
}

/** What a handler answers. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export type Handler = (exchange: Exchange) => Promise<Answer>;

/** A `200` answer in JSON. */
export function jsonAnswer(body: unknown, status = 200): Answer {
  return { status, contentType: "application/json", body: JSON.stringify(body) };
}

/** A `200` answer in plain text. */
export function textAnswer(body: string): Answer {
  return { status: 200, contentType: "text/plain; charset=utf-8", body };
}

const decompressors = {
  br: promisify(brotliDecompress),
  gzip: promisify(gunzip),
};

/** @param maxBodyBytes Larger bodies, also after decompression, are refused with 413. */
export function createExchange(request: IncomingMessage, maxBodyBytes: number): Exchange {
  const [path = "/", search = ""] = splitOnce(request.url ?? "/", "?");
  const userAgent = request.headers["user-agent"];
  const ip = clientAddress(request);
  return {
    method: request.method ?? "GET",
    path,
    query: new URLSearchParams(search),
    authorization: request.headers.authorization,
    client: {
      ...(ip === undefined ? {} : { ip }),
      ...(userAgent === undefined ? {} : { userAgent }),
    },
    async json() {
      const body = await readBody(request, maxBodyBytes);
      return parseObject(await decompress(body, request.headers["content-encoding"], maxBodyBytes));
    },
  };
}

/**
 * Reads a request's body as it came.
 *
 * @throws HttpError 413 when it is larger than `maxBytes`.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    // What is too much is read to its end all the same: a client hears nothing while it writes.
    if (length <= maxBytes) chunks.push(bytes);
  }
  if (length > maxBytes) throw tooLarge(maxBytes);
  return Buffer.concat(chunks, length);
}

async function decompress(
  body: Buffer,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  if (encoding === undefined || encoding === "identity") return body;
  if (encoding !== "br" && encoding !== "gzip") {
    throw new HttpError(415, "UnsupportedEncoding", `Send '${encoding}' bodies uncompressed.`);
  }
  try {
    return await decompressors[encoding](body, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(maxBytes);
    throw new HttpError(400, "BadBody", `The body is not valid ${encoding} data.`);
  }
}

function parseObject(body: Buffer): JsonObject {
  let json: unknown;
  try {
    json = JSON.parse(body.toString("utf8"));
  } catch {
    throw new HttpError(400, "BadJsonBody", "The body is not valid JSON.");
  }
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json as JsonObject;
  throw new HttpError(400, "BadJsonBody", "The body must be a JSON object.");
}

function tooLarge(maxBytes: number): HttpError {
  const megabytes = Math.round(maxBytes / 1024 / 1024);
  return new HttpError(413, "RequestTooLarge", `Request bodies are limited to ${megabytes} MiB.`);
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
