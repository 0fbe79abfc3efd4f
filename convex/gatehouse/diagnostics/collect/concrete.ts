import type { EvidenceKind, UnavailableEvidence } from "../evidence";
import { unavailable } from "../evidence";
import { isPattern, parseUrl } from "../hosts";
import { ProbeError } from "./get";

const MAX_PROBED = 5;

/** Why nothing can be tried in an environment whose callback addresses are patterns. */
export const ONLY_PATTERNS =
  "Only a pattern (*) is registered here, and no app can send a pattern. To have it tried, add the whole address of one deployment under Environments → Change, or press “Sign in” there and see where it leads.";

/** The callback addresses that can be opened, the usual one first. */
export function concreteAddresses(redirectUris: readonly string[]): string[] {
  return redirectUris.filter((uri) => !isPattern(uri) && parseUrl(uri) !== null);
}

/**
 * The callback addresses that a probe tries: few enough to be answered within its time limit.
 * @throws ProbeError when there is none
 */
export function probedAddresses(redirectUris: readonly string[]): string[] {
  const concrete = concreteAddresses(redirectUris);
  if (concrete.length === 0) throw new ProbeError(ONLY_PATTERNS);
  return concrete.slice(0, MAX_PROBED);
}

/** Says that some addresses were not tried, when that is so. */
export function notTried(
  kind: EvidenceKind,
  redirectUris: readonly string[],
  at: number,
): UnavailableEvidence[] {
  const { length: all } = concreteAddresses(redirectUris);
  if (all <= MAX_PROBED) return [];
  const reason = `Only the first ${MAX_PROBED} of ${all} callback addresses were tried.`;
  return [unavailable(kind, reason, { source: "the other callback addresses", at })];
}
