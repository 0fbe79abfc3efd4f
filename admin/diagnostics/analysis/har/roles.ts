import {
  causeOfErrorPage,
  WORKOS_ERROR_HOST,
} from "../../../../convex/gatehouse/diagnostics/errorCodes";
import type { HarRole } from "../../../../convex/gatehouse/diagnostics/harFacts";
import type { SafeEntry } from "./entry";

/** An entry with the part it plays. */
export interface RoledEntry extends SafeEntry {
  role: HarRole;
}

const HOSTED_HOST = /(^|\.)(authkit\.app|workos\.com)$/;
const CONVEX_HOST = /\.convex\.(cloud|site)$|^(127\.0\.0\.1|localhost):321\d$/;

function roleByAddress({ address: { host, path } }: SafeEntry): HarRole | null {
  if (/\/(user_management|sso|oauth2)\/authorize$/.test(path)) return "authorize";
  if (/\/(user_management\/authenticate|oauth2\/token)$/.test(path)) return "authenticate";
  if (/\/user_management\/sessions\/logout$/.test(path)) return "sign-out";
  const hostname = host.replace(/:\d+$/, "");
  const isErrorPath = path.startsWith("/error/") && causeOfErrorPage(path) !== null;
  if (hostname === WORKOS_ERROR_HOST || isErrorPath) return "error-page";
  if (CONVEX_HOST.test(CONVEX_HOST.test(host) ? host : hostname)) return "convex";
  return HOSTED_HOST.test(hostname) ? "hosted-page" : null;
}

const addressKey = (address: { host: string; path: string }): string => {
  const path = address.path.replace(/\/$/, "");
  return `${address.host}${path}`;
};

function callbackKeys(entries: readonly SafeEntry[]): Set<string> {
  const uris = entries
    .filter((entry) => roleByAddress(entry) === "authorize")
    .map((entry) => entry.query["redirect_uri"] ?? "");
  return new Set(
    uris
      .filter((uri) => URL.canParse(uri))
      .map((uri) => {
        const { host, pathname } = new URL(uri);
        return addressKey({ host, path: pathname });
      }),
  );
}

const hasAnswer = ({ query }: SafeEntry): boolean => "code" in query || "error" in query;

function isCallback(entry: SafeEntry, keys: ReadonlySet<string>): boolean {
  if (entry.isFetch || !hasAnswer(entry)) return false;
  return (
    keys.has(addressKey(entry.address)) ||
    "state" in entry.query ||
    /callback/i.test(entry.address.path)
  );
}

/**
 * Says what part each request plays in the sign-in.
 * @param entries all entries of a recording, in order.
 */
export function withRoles(entries: readonly SafeEntry[]): RoledEntry[] {
  const keys = callbackKeys(entries);
  const standInHosts = new Set(
    entries
      .filter((entry) => roleByAddress(entry) === "authorize")
      .map((entry) => entry.address.host),
  );
  return entries.map((entry) => {
    const known = roleByAddress(entry);
    if (known !== null) return { ...entry, role: known };
    if (isCallback(entry, keys)) return { ...entry, role: "callback" };
    return { ...entry, role: standInHosts.has(entry.address.host) ? "hosted-page" : "app" };
  });
}
