import { createHmac } from "node:crypto";

/**
 * Signs a webhook body the way WorkOS does: hex HMAC-SHA256 of `t.body` under the endpoint's
 * secret as it stands, `t` in milliseconds (checked against `@workos-inc/node`).
 * @returns the value of the `WorkOS-Signature` header
 */
export function signWebhook(body: string, secret: string, timeMs: number): string {
  const hash = createHmac("sha256", secret).update(`${timeMs}.${body}`).digest("hex");
  return `t=${timeMs}, v1=${hash}`;
}
