/** WorkOS's rules for redirect URIs: which may be registered, and which request one covers. */

export type Environment = "staging" | "production";

// A full public-suffix list is not worth its weight here: these are the ones preview hosts use.
const PUBLIC_SUFFIXES = new Set([
  "com",
  "co.uk",
  "dev",
  "github.io",
  "io",
  "net",
  "netlify.app",
  "ngrok-free.app",
  "ngrok.app",
  "ngrok.io",
  "onrender.com",
  "org",
  "pages.dev",
  "trycloudflare.com",
  "vercel.app",
  "web.app",
  "workers.dev",
]);

const LOOPBACK_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);
const URI_PARTS = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^#]*)$/i;
const WILDCARD_CHARACTERS = "[A-Za-z0-9_-]+";

interface UriParts {
  readonly scheme: string;
  readonly host: string;
  readonly port: string | null;
  readonly rest: string;
}

/**
 * Tells why WorkOS would refuse to register a redirect URI.
 * @returns a sentence, or null when it may be registered
 * (workos.com/docs/sso/redirect-uris: https in production, one wildcard, leftmost label only)
 */
export function registrationProblem(uri: string, environment: Environment): string | null {
  const parts = split(uri);
  if (parts === null) return "Use an absolute URI without user name and fragment.";
  if (environment === "production" && parts.scheme === "http" && parts.host !== "127.0.0.1")
    return "Use https: production accepts http only for 127.0.0.1.";
  if (parts.host !== punycode(parts.host)) return `Write the host as ${punycode(parts.host)}.`;
  if (parts.rest.includes("*")) return "A wildcard can stand in the host or the port only.";
  const stars = [...`${parts.host}:${parts.port ?? ""}`].filter((c) => c === "*").length;
  if (stars > 1) return "Use one wildcard at most.";
  if (parts.port === "*" && !LOOPBACK_HOSTS.has(parts.host))
    return "A wildcard port works for localhost and loopback addresses only.";
  return parts.host.includes("*") ? wildcardHostProblem(parts.host) : null;
}

/**
 * Tells whether a registered redirect URI covers the one a request carries. Everything but a
 * wildcard label and a loopback port compares exactly: case of the path and final slash count.
 */
export function coversRedirectUri(registered: string, requested: string): boolean {
  if (requested.includes("*")) return false;
  if (!registered.includes("*")) return registered === requested;
  const pattern = split(registered);
  const actual = split(requested);
  if (pattern === null || actual === null) return false;
  return (
    pattern.scheme === actual.scheme &&
    pattern.rest === actual.rest &&
    coversHost(pattern.host, actual.host) &&
    coversPort(pattern.port, actual.port)
  );
}

function wildcardHostProblem(host: string): string | null {
  const [label, ...parents] = host.split(".");
  if (!label?.includes("*")) return "The wildcard belongs into the leftmost label.";
  const parent = parents.join(".");
  if (parents.length < 2 || PUBLIC_SUFFIXES.has(parent))
    return `A wildcard cannot stand directly under the public suffix ${parent || host}.`;
  return null;
}

function coversHost(pattern: string, host: string): boolean {
  const [before, after] = pattern.split("*");
  if (before === undefined || after === undefined) return pattern === host;
  return new RegExp(`^${literal(before)}${WILDCARD_CHARACTERS}${literal(after)}$`).test(host);
}

function coversPort(pattern: string | null, port: string | null): boolean {
  return pattern === "*" ? port === null || /^\d+$/.test(port) : pattern === port;
}

function split(uri: string): UriParts | null {
  const [, scheme, authority, rest] = URI_PARTS.exec(uri) ?? [];
  if (scheme === undefined || !authority || rest === undefined) return null;
  const [, host, port] = /^(\[[^\]]*\]|[^:@\s]+)(?::(\d+|\*))?$/.exec(authority) ?? [];
  return host === undefined ? null : { scheme, host, port: port ?? null, rest };
}

function punycode(host: string): string {
  if (/^[\u0021-\u007e]*$/.test(host)) return host;
  return new URL(`http://${host.replace("*", "x")}`).hostname;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
