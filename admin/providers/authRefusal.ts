/** Why Convex does not accept a token that WorkOS has given, and what to do. */
export interface Refusal {
  cause: string;
  remedy: string;
}

interface Rule {
  pattern: RegExp;
  refusal: Refusal;
}

/** Convex's own words for a refused token (facts: WorkOS glue, §5.2), and what they come from. */
const RULES: readonly Rule[] = [
  {
    pattern: /No auth provider found|no providers configured/i,
    refusal: {
      cause:
        "The deployment does not know who issued your sign-in: its WORKOS_CLIENT_ID is missing or belongs to another WorkOS environment than this console's client ID.",
      remedy:
        "Set the same client ID on both sides: npx convex env set WORKOS_CLIENT_ID client_…, then deploy again, since auth.config.ts is read at deploy time. With a custom authentication domain also set WORKOS_AUTH_DOMAIN.",
    },
  },
  {
    pattern: /expired/i,
    refusal: {
      cause:
        "Your sign-in had already run out when it arrived. Most often this computer's clock is wrong.",
      remedy: "Set the clock to automatic and try again.",
    },
  },
  {
    pattern: /JWKS|Could not validate token|Could not decode token|kid/i,
    refusal: {
      cause:
        "The deployment could not check the signature of your sign-in against WorkOS's public keys.",
      remedy:
        "Check that the deployment reaches the address in WORKOS_API_URL (default https://api.workos.com) and that WORKOS_CLIENT_ID belongs to it; then try again.",
    },
  },
];

/**
 * Explains a refused sign-in.
 * @param reason what Convex's client logged; null when it did not say
 */
export function explainRefusal(reason: string | null): Refusal {
  const known = RULES.find(({ pattern }) => reason !== null && pattern.test(reason));
  return (
    known?.refusal ?? {
      cause:
        "You are signed in with WorkOS, but the Convex deployment does not accept it and does not say why.",
      remedy:
        "Try again. If it stays, compare WORKOS_CLIENT_ID on the deployment (npx convex env list) with this console's client ID, and look into npx convex logs.",
    }
  );
}
