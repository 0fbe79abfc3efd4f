import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { getResponse, type HttpHandler } from "msw";

/** Serves msw handlers over HTTP. */

/**
 * Starts a server on the loopback interface.
 * @param port 0 for any free one
 * @param handlersFor builds the handlers once the address is known
 * @returns the server and its URL, without a final slash
 */
export async function serve(
  port: number,
  handlersFor: (url: string) => HttpHandler[],
): Promise<{ server: Server; url: string }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const url = `http://127.0.0.1:${address.port}`;
  const handlers = handlersFor(url);
  server.on("request", (incoming, outgoing) => {
    answer(url, handlers, incoming, outgoing).catch((error: unknown) => {
      console.error(error);
      outgoing.writeHead(500).end();
    });
  });
  return { server, url };
}

// A page elsewhere could reach this server under a name of its own (DNS rebinding).
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

async function answer(
  url: string,
  handlers: HttpHandler[],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { host = "" } = incoming.headers;
  if (!LOOPBACK_HOST.test(host))
    return void outgoing.writeHead(403).end(`Use localhost or 127.0.0.1 instead of '${host}'.\n`);
  const response = await getResponse(handlers, await toRequest(url, incoming));
  // msw's way to say that the connection breaks.
  if (response?.type === "error") return void incoming.socket.destroy();
  if (response === undefined) return void outgoing.writeHead(404).end();
  const cookies = response.headers.getSetCookie();
  for (const [name, value] of response.headers)
    if (name !== "set-cookie") outgoing.setHeader(name, value);
  if (cookies.length > 0) outgoing.setHeader("Set-Cookie", cookies);
  outgoing.writeHead(response.status).end(Buffer.from(await response.arrayBuffer()));
}

async function toRequest(url: string, incoming: IncomingMessage): Promise<Request> {
  const headers = new Headers();
  for (let i = 0; i < incoming.rawHeaders.length; i += 2)
    headers.append(String(incoming.rawHeaders[i]), String(incoming.rawHeaders[i + 1]));
  if (!headers.has("x-forwarded-for") && incoming.socket.remoteAddress !== undefined)
    headers.set("x-forwarded-for", incoming.socket.remoteAddress);
  const method = incoming.method ?? "GET";
  const body = method === "GET" || method === "HEAD" ? null : await readBody(incoming);
  return new Request(`${url}${incoming.url ?? "/"}`, { method, headers, body });
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}
