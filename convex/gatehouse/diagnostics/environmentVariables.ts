import type { EvidenceFacts } from "./evidence";

type Variable = EvidenceFacts["environmentVariables"]["variables"][number];

/** Variables whose values are public anyway: they are in the app's own scripts or addresses. */
const PUBLIC_VALUES =
  /^(VITE_|NEXT_PUBLIC_)?(WORKOS_CLIENT_ID|WORKOS_REDIRECT_URI|REDIRECT_URI|CONVEX_URL|WORKOS_API_HOSTNAME|WORKOS_API_URL|WORKOS_AUTH_DOMAIN|WORKOS_COOKIE_DOMAIN|WORKOS_COOKIE_SAMESITE|WORKOS_COOKIE_NAME)$/;

/** Beginnings that say of what kind a secret is, and nothing more. */
const KNOWN_PREFIXES = ["sk_test_", "sk_live_", "whsec_", "client_"] as const;

const MAX_SHOWN = 300;

/**
 * What may be told of an environment variable: its length and kind, and its value only when it is no
 * secret.
 * @param name the variable's name.
 * @param value its value; undefined when it is not set.
 */
export function describeVariable(name: string, value: string | undefined): Variable {
  return {
    name,
    length: value === undefined ? null : value.length,
    value: value !== undefined && PUBLIC_VALUES.test(name) ? value.slice(0, MAX_SHOWN) : null,
    prefix: KNOWN_PREFIXES.find((prefix) => value?.startsWith(prefix) === true) ?? null,
  };
}
