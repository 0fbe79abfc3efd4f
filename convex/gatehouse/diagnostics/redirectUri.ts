import { isLoopback, parseUrl } from "./hosts";
import { isPublicSuffix } from "./publicSuffixes";

/** The two kinds of WorkOS environment; production has stricter rules. */
export type WorkosEnvironmentKind = "production" | "staging";

/** Why an entry can stand on WorkOS's list and still never match, or could not be added at all. */
export type RegistrationProblem =
  | "not-an-address"
  | "http-in-production"
  | "not-punycode"
  | "several-wildcards"
  | "wildcard-not-leftmost"
  | "wildcard-outside-host"
  | "wildcard-on-public-suffix"
  | "wildcard-with-http"
  | "port-wildcard-not-loopback";

const SHAPE = /^([a-z][a-z0-9+.-]*):\/\/(\[[^\]]*\]|[^/:?#]*)(?::([^/?#]*))?([^]*)$/i;

interface Parts {
  scheme: string;
  host: string;
  port: string;
  rest: string;
}

/** Splits an address as text, because a pattern with `*` is no URL and parsing would hide differences. */
export function splitAddress(address: string): Parts | null {
  const match = SHAPE.exec(address);
  if (match === null) return null;
  const [, scheme = "", host = "", port = "", rest = ""] = match;
  return { scheme, host, port, rest };
}

const wildcards = (text: string): number => text.split("*").length - 1;

const hasSpecialLetters = (host: string): boolean => /[^\u0020-\u007e]/.test(host);

function wildcardProblem(
  { scheme, host, rest }: Parts,
  kind: WorkosEnvironmentKind,
): RegistrationProblem[] {
  if (wildcards(host + rest) > 1) return ["several-wildcards"];
  if (rest.includes("*")) return ["wildcard-outside-host"];
  if (!host.includes("*")) return [];
  const [first = "", ...parents] = host.split(".");
  if (!first.includes("*")) return ["wildcard-not-leftmost"];
  if (isPublicSuffix(parents.join("."))) return ["wildcard-on-public-suffix"];
  if (scheme === "http" && kind === "production") return ["wildcard-with-http"];
  return [];
}

/**
 * Checks an entry of WorkOS's list of redirect URIs against WorkOS's rules
 * (WorkOS documentation, sso/redirect-uris; RFC 8252 for ports on loopback).
 * @param uri the entry as registered.
 * @param kind the kind of WorkOS environment.
 * @returns what is wrong; empty when it is a good entry.
 */
export function registrationProblems(
  uri: string,
  kind: WorkosEnvironmentKind,
): RegistrationProblem[] {
  const parts = splitAddress(uri);
  if (parts === null || parts.host === "") return ["not-an-address"];
  if (hasSpecialLetters(parts.host)) return ["not-punycode"];
  if (parts.port.includes("*") && !isLoopback(parts.host)) return ["port-wildcard-not-loopback"];
  const wildcard = wildcardProblem(parts, kind);
  if (wildcard.length > 0) return wildcard;
  return breaksProductionRule(parts, kind) ? ["http-in-production"] : [];
}

const breaksProductionRule = ({ scheme, host }: Parts, kind: WorkosEnvironmentKind): boolean =>
  kind === "production" && scheme === "http" && host !== "127.0.0.1";

const labelMatches = (pattern: string, label: string): boolean => {
  const [prefix = "", suffix = ""] = pattern.split("*");
  const middle = label.slice(prefix.length, label.length - suffix.length);
  return (
    label.startsWith(prefix) &&
    label.endsWith(suffix) &&
    label.length > prefix.length + suffix.length &&
    /^[A-Za-z0-9_-]+$/.test(middle)
  );
};

function hostMatches(pattern: string, host: string): boolean {
  if (!pattern.includes("*")) return pattern === host;
  const [first = "", ...parents] = pattern.split(".");
  const [label = "", ...hostParents] = host.split(".");
  return parents.join(".") === hostParents.join(".") && labelMatches(first, label);
}

const portMatches = (pattern: string, port: string): boolean =>
  pattern === port || (pattern === "*" && /^\d*$/.test(port));

function entryMatches(registered: string, runtime: string): boolean {
  if (!registered.includes("*")) return registered === runtime;
  const [pattern, actual] = [splitAddress(registered), splitAddress(runtime)];
  if (pattern === null || actual === null) return false;
  return (
    pattern.scheme === actual.scheme &&
    pattern.rest === actual.rest &&
    portMatches(pattern.port, actual.port) &&
    hostMatches(pattern.host, actual.host)
  );
}

/**
 * Finds the entry of WorkOS's list that allows an address, by WorkOS's rules: equal as text, or one
 * wildcard in the leftmost label for one level, or a wildcard port on loopback.
 * @param runtime the redirect URI that the app sends.
 * @param registered WorkOS's list.
 * @param kind the kind of WorkOS environment.
 * @returns the matching entry, or null.
 */
export function findRegistration(
  runtime: string,
  registered: readonly string[],
  kind: WorkosEnvironmentKind,
): string | null {
  const parts = splitAddress(runtime);
  if (parts === null || runtime.includes("*") || breaksProductionRule(parts, kind)) return null;
  const found = registered.find(
    (entry) => registrationProblems(entry, kind).length === 0 && entryMatches(entry, runtime),
  );
  return found ?? null;
}

/**
 * The form of an address that browsers send: punycode host, lower case.
 * @param address an address as typed.
 * @returns the browser's form with the rest untouched, or the address itself when it cannot be parsed.
 */
export function browserForm(address: string): string {
  const parts = splitAddress(address);
  const url = parseUrl(address);
  if (parts === null || url === null) return address;
  const port = parts.port === "" ? "" : `:${parts.port}`;
  return `${parts.scheme}://${url.hostname}${port}${parts.rest}`;
}
