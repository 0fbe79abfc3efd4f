import type { IncomingMessage } from "node:http";

/** How a socket for both kinds of addresses writes an IPv4 one. */
const MAPPED_IPV4 = /^::ffff:(?=\d+(?:\.\d+){3}$)/i;

/**
 * The address a request came from, as functions get it in their request metadata; undefined once
 * its connection is gone. Headers do not count: anyone can send any.
 */
export function clientAddress(request: Pick<IncomingMessage, "socket">): string | undefined {
  return request.socket.remoteAddress?.replace(MAPPED_IPV4, "");
}
