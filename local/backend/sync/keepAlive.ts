/** The client gives a connection up after 60 s of silence; a message each 15 s prevents that. */
export const PING_AFTER_MS = 15_000;
/** How often a client is asked for a sign of life. */
export const PROBE_EVERY_MS = 30_000;
/** A client that has sent nothing, not even a pong, for this long is gone. */
export const GONE_AFTER_MS = 120_000;

/** How a connection is kept alive and given up; each is called as often as needed. */
export interface KeepAliveActions {
  /** Sends a message the client counts as a sign of life. */
  ping(): void;
  /** Asks the client for a sign of life. */
  probe(): void;
  /** The client has been silent for too long. */
  gone(): void;
}

export interface KeepAlive {
  /** Something was sent to the client. */
  sent(): void;
  /** Something, if only a pong, came from the client. */
  heard(): void;
  stop(): void;
}

/** Watches one connection in both directions. */
export function keepAlive({ ping, probe, gone }: KeepAliveActions): KeepAlive {
  const pingTimer = setInterval(ping, PING_AFTER_MS);
  const probeTimer = setInterval(probe, PROBE_EVERY_MS);
  const goneTimer = setTimeout(gone, GONE_AFTER_MS);
  return {
    sent: () => void pingTimer.refresh(),
    heard: () => void goneTimer.refresh(),
    stop() {
      clearInterval(pingTimer);
      clearInterval(probeTimer);
      clearTimeout(goneTimer);
    },
  };
}
