import { Webhook, WebhookVerificationError } from "svix/dist/webhook.js";
import type { SvixReason } from "./svixReasons";

export type SvixResult = { ok: true } | { ok: false; reason: SvixReason };

const HEADER_NAMES = ["id", "timestamp", "signature"] as const;

/** Whether a request is signed the Svix or Standard Webhooks way. */
export function hasSvixHeaders(headers: Headers): boolean {
  return Object.keys(svixHeaders(headers)).length === HEADER_NAMES.length;
}

/**
 * Checks a delivery relayed by Svix, or by anything that speaks Standard Webhooks. The window
 * (five minutes either way) and the clock are the library's. Never throws.
 */
export function verifySvix(body: string, headers: Headers, secret: string): SvixResult {
  if (!hasSvixHeaders(headers)) return { ok: false, reason: "svix-headers-missing" };
  const webhook = openWebhook(secret);
  if (webhook === null) return { ok: false, reason: "svix-secret-malformed" };
  try {
    webhook.verify(body, svixHeaders(headers));
    return { ok: true };
  } catch (error) {
    // The library parses the body once it has verified it; decoding has a better word for bad JSON.
    if (error instanceof SyntaxError) return { ok: true };
    const late =
      error instanceof WebhookVerificationError && /timestamp|Headers/.test(error.message);
    return { ok: false, reason: late ? "svix-timestamp" : "svix-mismatch" };
  }
}

function openWebhook(secret: string): Webhook | null {
  try {
    return new Webhook(secret);
  } catch {
    return null;
  }
}

// Standard Webhooks names the same three headers "webhook-…".
function svixHeaders(headers: Headers): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of HEADER_NAMES) {
    const value = headers.get(`svix-${name}`) ?? headers.get(`webhook-${name}`);
    if (value !== null) found[`svix-${name}`] = value;
  }
  return found;
}
