import { once } from "node:events";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { WebSocketServer } from "ws";
import { keepAlive } from "./keepAlive";
import { isAllowedOrigin } from "./origin";
import { PING } from "./responses";
import type { Connection } from "./connection";
import type { SessionContext } from "./session";
import { Session } from "./session";

/** `/api/sync` and `/api/<client version>/sync`. */
const SYNC_PATH = /^\/api\/(?:[^/]+\/)?sync$/;
/** Convex limits arguments to 16 MiB; leaves room for the message around them. */
const MAX_FRAME_BYTES = 20 * 1024 * 1024;
/** Unsent bytes from which a client counts as slow and gets fewer, larger Transitions. */
const CONGESTED_BYTES = 4 * 1024 * 1024;
/** How long a client may take to confirm that a socket is closed. */
const GOODBYE_MS = 1000;

export interface SocketServer {
  /** How many clients are connected. */
  readonly size: number;
  /** Closes every connection; clients reconnect when the backend is back. */
  close(): Promise<void>;
}

/**
 * Serves the sync protocol on an HTTP server's upgrades.
 *
 * @param allowedOrigins Browser origins besides loopback ones.
 */
export function serveSockets(
  server: Server,
  context: SessionContext,
  allowedOrigins: readonly string[],
): SocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });
  const upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const path = (request.url ?? "").split("?", 1)[0] ?? "";
    if (!SYNC_PATH.test(path)) return refuse(stream, "404 Not Found");
    if (!isAllowedOrigin(request.headers.origin, allowedOrigins)) {
      context.log(
        `Refused a socket from origin ${request.headers.origin}. Add it to the allowed origins to let it in.`,
      );
      return refuse(stream, "403 Forbidden");
    }
    sockets.handleUpgrade(request, stream, head, (socket) => serve(socket, request, context));
  };
  server.on("upgrade", upgrade);
  return {
    get size() {
      return sockets.clients.size;
    },
    async close() {
      server.off("upgrade", upgrade);
      await Promise.all([...sockets.clients].map(sayGoodbye));
    },
  };
}

/** Closes a socket the polite way, and after a second the other way. */
async function sayGoodbye(socket: WebSocket): Promise<void> {
  const closed = once(socket, "close");
  const impatience = setTimeout(() => socket.terminate(), GOODBYE_MS);
  socket.resume();
  socket.close(1001, "InternalServerError: the backend is stopping");
  await closed;
  clearTimeout(impatience);
}

function refuse(stream: Duplex, status: string): void {
  // Whoever is refused may hang up first; nobody else listens for that.
  stream.on("error", () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function serve(socket: WebSocket, request: IncomingMessage, context: SessionContext): void {
  const alive = keepAlive({
    ping: () => socket.send(PING),
    probe: () => socket.ping(),
    gone: () => socket.terminate(),
  });
  const session = new Session(
    {
      send(message) {
        alive.sent();
        socket.send(message, () => session.drained());
      },
      close: (code, reason) => socket.close(code, reason),
      get congested() {
        return socket.bufferedAmount > CONGESTED_BYTES;
      },
      pauseReading: () => socket.pause(),
      resumeReading: () => socket.resume(),
      client: clientOf(request),
    },
    context,
  );
  socket.on("message", (data) => {
    alive.heard();
    void session.receive(String(data));
  });
  socket.on("pong", () => alive.heard());
  socket.on("error", (error) => context.log(`A client's socket failed: ${error.message}`));
  socket.on("close", () => {
    alive.stop();
    session.closed();
  });
}

function clientOf(request: IncomingMessage): Connection["client"] {
  const ip = request.socket.remoteAddress;
  const userAgent = request.headers["user-agent"];
  return {
    ...(ip === undefined ? {} : { ip }),
    ...(userAgent === undefined ? {} : { userAgent }),
  };
}
