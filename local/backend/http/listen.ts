import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";

const LOOPBACK = "127.0.0.1";
/** How long running requests may take to end when a server closes. */
const GRACE_MS = 1000;

/**
 * Listens on the loopback interface.
 *
 * @param port 0 for any free one.
 * @param option The option that changes the port, for the error message.
 * @returns The server's URL, without a slash at its end.
 */
export async function listen(server: Server, port: number, option: string): Promise<string> {
  server.listen(port, LOOPBACK);
  try {
    await once(server, "listening");
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "EADDRINUSE" ? portTaken(port, option) : error;
  }
  return `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`;
}

/**
 * Closes every connection at once, for a server that cannot answer yet: Node leaves a request that
 * finds no listener unanswered for good, while a closed connection makes its client try again.
 *
 * @returns What lets connections in from now on.
 */
export function turnAway(server: Server): () => void {
  const close = (socket: Socket) => void socket.destroy();
  server.on("connection", close);
  return () => void server.off("connection", close);
}

/** Stops listening and ends every connection, running requests after a moment's grace. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  const impatience = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  server.close();
  server.closeIdleConnections();
  await closed;
  clearTimeout(impatience);
}

function portTaken(port: number, option: string): Error {
  return new Error(
    `Port ${port} is taken, perhaps by another backend. Stop that program, or choose another port with ${option}.`,
  );
}
