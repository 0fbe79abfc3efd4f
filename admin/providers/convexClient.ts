import { ConvexReactClient } from "convex/react";
import { ValueStore } from "./valueStore";

/** When the connection to Convex broke, in UTC epoch milliseconds; null while it stands. */
export const lostAt = new ValueStore<number | null>(null);

/** How Convex's client words a refused token; the reason stands between the quotes. */
const REFUSAL = /^Failed to authenticate: "(.*)", check your server auth config$/s;

/**
 * Opens the connection to Convex.
 * @param refusal receives why Convex refused the sign-in, which its client only logs
 */
export function createConvexClient(url: string, refusal: ValueStore<string | null>) {
  const client = new ConvexReactClient(url, {
    // AuthKit has just made the first token; replacing it at once would rotate the refresh token
    // a second time on every page load, and a reload in between would lose it.
    initialAuthTokenReuse: true,
    logger: {
      logVerbose: () => {},
      log: () => {},
      warn: () => {},
      error: (...parts: unknown[]) => {
        const [, reason] = REFUSAL.exec(parts.map(String).join(" ")) ?? [];
        if (reason) refusal.set(reason);
      },
    },
  });
  client.subscribeToConnectionState(({ isWebSocketConnected }) => {
    if (isWebSocketConnected) lostAt.set(null);
    else if (lostAt.get() === null) lostAt.set(Date.now());
  });
  return client;
}
