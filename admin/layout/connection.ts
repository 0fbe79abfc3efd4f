import type { ConnectionState } from "convex/browser";

/** A request that has waited this long for its answer means the page is behind. */
const BEHIND_AFTER_MS = 3_000;

export type Connection =
  | { kind: "live" }
  | { kind: "catchingUp" }
  | { kind: "connecting" }
  | { kind: "offline"; since: number };

/**
 * What the connection to Convex means to the reader.
 * @param state from Convex's client
 * @param lostAt when the connection was last seen to break; null while it stands
 * @param now UTC epoch milliseconds
 */
export function connectionOf(
  state: Pick<
    ConnectionState,
    "isWebSocketConnected" | "hasEverConnected" | "timeOfOldestInflightRequest"
  >,
  lostAt: number | null,
  now: number,
): Connection {
  if (!state.isWebSocketConnected) {
    return state.hasEverConnected && lostAt !== null
      ? { kind: "offline", since: lostAt }
      : { kind: "connecting" };
  }
  const oldest = state.timeOfOldestInflightRequest?.getTime();
  const behind = oldest !== undefined && now - oldest > BEHIND_AFTER_MS;
  return { kind: behind ? "catchingUp" : "live" };
}
