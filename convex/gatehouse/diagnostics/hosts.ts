const LOOPBACK_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]", "::1"]);

const PRIVATE_IPV4 =
  /^(0\.0\.0\.0|(10|127)(\.\d+){3}|(169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))(\.\d+){2})$/;

const PRIVATE_IPV6 = /^\[?(::1?|f[cd][0-9a-f]{2}:.*|fe80:.*)\]?$/i;

/**
 * Whether a host name means this machine.
 * @param hostname as in `new URL(…).hostname`.
 */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK_HOSTS.has(hostname.toLowerCase());
}

/**
 * Whether a host name can only be reached from inside: private addresses, `localhost`, single names
 * such as a container's, `.local` and `.internal`.
 * @param hostname as in `new URL(…).hostname`.
 */
export function isInternalHost(hostname: string): boolean {
  const name = hostname.toLowerCase();
  if (isLoopback(name) || PRIVATE_IPV4.test(name) || PRIVATE_IPV6.test(name)) return true;
  return name !== "" && (!/[.:]/.test(name) || /\.(local|internal|localdomain)$/.test(name));
}

/**
 * The origin of an API host as an environment's record holds it; only this machine goes without TLS.
 * @param apiHost a host, with its port if it has one.
 */
export function apiOrigin(apiHost: string): string {
  const scheme = isLoopback(apiHost.replace(/:\d+$/, "")) ? "http" : "https";
  return `${scheme}://${apiHost}`;
}

/**
 * Parses an address that people typed or software sent.
 * @param text anything.
 * @returns the URL, or null when it is none.
 */
export function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/**
 * Whether an address is a pattern, which WorkOS's list may hold and no app can send.
 * @param address as people typed it.
 */
export function isPattern(address: string): boolean {
  return address.includes("*");
}
