import { WEBHOOK_PATH } from "../../support/deployment";

export const MEBIBYTE = 1_048_576;

/** A request of exactly these bytes, with its length announced. */
export function request(body: Buffer, headers: string[], method = "POST"): Buffer {
  return Buffer.concat([head(method, [...headers, `Content-Length: ${body.length}`]), body]);
}

/** A request whose length is not announced: its body comes in pieces (RFC 9112 §7.1). */
export function chunkedRequest(body: Buffer, headers: string[]): Buffer {
  const parts = [head("POST", [...headers, "Transfer-Encoding: chunked"])];
  for (let from = 0; from < body.length; from += MEBIBYTE) {
    const piece = body.subarray(from, from + MEBIBYTE);
    parts.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from("\r\n"));
  }
  return Buffer.concat([...parts, Buffer.from("0\r\n\r\n")]);
}

function head(method: string, headers: string[]): Buffer {
  const lines = [`${method} ${WEBHOOK_PATH} HTTP/1.1`, "Host: localhost", ...headers];
  return Buffer.from([...lines, "", ""].join("\r\n"), "latin1");
}

/** The JSON text of a `user.updated`. */
export function userEvent(
  id: string,
  data: object,
  createdAt: unknown = "2026-11-01T09:00:00.000Z",
): string {
  return JSON.stringify({ id, event: "user.updated", created_at: createdAt, data });
}
