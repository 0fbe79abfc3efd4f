const LOOPBACK_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether a browser page of this origin may open a socket. Sockets are not covered by CORS, so
 * without this check any web page could talk to a backend on the visitor's machine.
 *
 * @param origin The `Origin` header; programs other than browsers send none.
 * @param allowed Further origins, such as the console's.
 */
export function isAllowedOrigin(origin: string | undefined, allowed: readonly string[]): boolean {
  if (origin === undefined) return true;
  if (allowed.includes(origin)) return true;
  return URL.canParse(origin) && LOOPBACK_HOSTS.has(new URL(origin).hostname);
}
