import { DECODE_REASONS } from "./decode";
import { SIGNATURE_REASONS } from "./signature";
import { SVIX_REASONS } from "./svixReasons";

/** No WorkOS event comes near this; more is somebody trying things. */
export const MAX_BODY_BYTES = 1_048_576;

/**
 * Why a request to the webhook's path is turned away, as data: codes travel through answers,
 * counters and tests; the sentence is for the person reading.
 */
export const REFUSALS = Object.freeze({
  "method-not-allowed": "Webhooks are sent with POST.",
  "body-too-large": `The body is larger than ${MAX_BODY_BYTES} bytes.`,
  "not-configured":
    "WORKOS_WEBHOOK_SECRET is not set: npx convex env set WORKOS_WEBHOOK_SECRET <the endpoint's signing secret>",
  "sender-not-allowed": "The request does not come from an address in WORKOS_WEBHOOK_IPS.",
  "not-text": "The body is not UTF-8.",
  "internal-error": "Gatehouse could not store the event. Send it again later.",
  ...SIGNATURE_REASONS,
  ...SVIX_REASONS,
  ...DECODE_REASONS,
} as const);

export type Refusal = keyof typeof REFUSALS;
