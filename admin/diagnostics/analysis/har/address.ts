import type { SafeAddress } from "../../../../convex/gatehouse/diagnostics/harFacts";
import { parseUrl } from "../../../../convex/gatehouse/diagnostics/hosts";
import { isSecretSegment } from "../../../../convex/gatehouse/diagnostics/secretSegment";
import type { Marks } from "./marks";

/** Query parameters whose values are no secrets and say what happens. */
const HARMLESS_PARAMETERS = new Set([
  ...["client_id", "provider", "response_type", "screen_hint", "prompt", "code_challenge_method"],
  ...["error", "connection_id", "organization_id", "domain_hint"],
]);

const HARMLESS_VALUE = /^[\w.:-]{0,80}$/;

/** E-mail addresses and tokens have no business in a path that is shown. */
const hasSecret = (segment: string): boolean =>
  /@|%40|^eyJ/i.test(segment) || isSecretSegment(segment);

const safePath = (path: string): string =>
  path
    .split("/")
    .map((segment) => (hasSecret(segment) ? "‹hidden›" : segment))
    .join("/")
    .slice(0, 500);

/** An address without user info, query and fragment. */
export function safeAddress(url: URL): SafeAddress {
  return { scheme: url.protocol.replace(":", ""), host: url.host, path: safePath(url.pathname) };
}

/** A safe address of any text, or null when it is none. */
export function safeAddressOf(text: string, base?: string): SafeAddress | null {
  if (base !== undefined && URL.canParse(text, base)) return safeAddress(new URL(text, base));
  const url = parseUrl(text);
  return url === null ? null : safeAddress(url);
}

/** An address as people read it. */
export function addressText({ scheme, host, path }: SafeAddress): string {
  return `${scheme}://${host}${path}`;
}

function safeValue(name: string, value: string, marks: Marks): string {
  if (name === "redirect_uri") return safeRedirectUri(value);
  if (name === "state" && value === "null") return value;
  if (HARMLESS_PARAMETERS.has(name) && HARMLESS_VALUE.test(value)) return value;
  return marks(value);
}

/** The callback address as it was sent, since its very spelling matters; only its query is dropped. */
function safeRedirectUri(value: string): string {
  const [address = ""] = value.split(/[?#]/);
  return address.replace(/\/\/[^/@]*@/, "//").slice(0, 500);
}

/** Query parameters by name: harmless values as they are, others as marks. */
export function safeQuery(url: URL, marks: Marks): Record<string, string> {
  const pairs = [...url.searchParams].slice(0, 50);
  return Object.fromEntries(
    pairs.map(([name, value]) => [safePath(name), safeValue(name, value, marks)]),
  );
}
