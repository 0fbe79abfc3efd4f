import { isAvailable, type Evidence } from "./evidence";

const PERSONAL = { email: "e-mail", name: "name" } as const;

/**
 * What a token carries, for the line of its check: that it is sound says nothing about that.
 * @returns a sentence; undefined when there is no token among the evidence.
 */
export function tokenNote(evidence: readonly Evidence[]): string | undefined {
  const token = evidence.find((one) => one.kind === "tokenClaims");
  if (token === undefined || !isAvailable(token) || token.kind !== "tokenClaims") return undefined;
  const { issuer, claimNames } = token.facts;
  const missing = Object.entries(PERSONAL).filter(([claim]) => !claimNames.includes(claim));
  const from = `Your own token, issued by ${issuer ?? "nobody it names"}`;
  return missing.length === 0
    ? `${from}, carries e-mail and name.`
    : `${from}, carries no ${missing.map(([, word]) => word).join(" and no ")}, as is usual: profiles come from WorkOS's webhooks and API.`;
}
