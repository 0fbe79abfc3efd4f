/** Why a relayed delivery was turned away; apart from the check, which needs a library. */
export const SVIX_REASONS = Object.freeze({
  "svix-headers-missing": "The request has no svix-id, svix-timestamp and svix-signature headers.",
  "svix-timestamp": "The Svix timestamp is more than five minutes away from this server's clock.",
  "svix-mismatch": "The Svix signature does not belong to SVIX_WEBHOOK_SECRET.",
  "svix-secret-malformed": 'SVIX_WEBHOOK_SECRET is not a Svix secret ("whsec_" and base64).',
} as const);

export type SvixReason = keyof typeof SVIX_REASONS;
