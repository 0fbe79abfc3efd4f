/** Whose way of signing a delivery uses. */
export const SIGNATURE_SCHEMES = ["workos", "svix"] as const;
export type SignatureScheme = (typeof SIGNATURE_SCHEMES)[number];

/** What a verified signature says about its delivery. */
export interface SignatureFacts {
  scheme: SignatureScheme;
  /** How long before `now` it was signed, in ms; negative when the clocks differ. */
  ageMs: number;
}

/**
 * Reads what a delivery's signature says, once it has been verified: this does not verify.
 * @param now epoch ms
 */
export function signatureFacts(
  headers: Headers,
  scheme: SignatureScheme,
  now: number,
): SignatureFacts {
  return { scheme, ageMs: now - (scheme === "workos" ? workosTime(headers) : svixTime(headers)) };
}

/** `t` of WorkOS's header is in ms. */
function workosTime(headers: Headers): number {
  return Number(/(?:^|[,\s])t=(\d+)/.exec(headers.get("workos-signature") ?? "")?.[1]);
}

/** Standard Webhooks counts in seconds, under either name. */
function svixTime(headers: Headers): number {
  return Number(headers.get("svix-timestamp") ?? headers.get("webhook-timestamp")) * 1000;
}
