import type { ActionCtx } from "../tables/server";
import { readEnvList } from "../env/read";

/** The addresses WorkOS sends webhooks from, as its documentation lists them. */
const WORKOS_ADDRESSES: readonly string[] = [
  "3.217.146.166",
  "23.21.184.92",
  "34.204.154.149",
  "44.213.245.178",
  "44.215.236.82",
  "50.16.203.9",
  "52.1.251.34",
  "52.21.49.187",
  "174.129.36.47",
];

/**
 * Whether the request's sender is in WORKOS_WEBHOOK_IPS; anyone is when that is unset. The address
 * is the one the deployment saw: a header could be forged by the sender.
 */
export async function isAllowedSender(ctx: Pick<ActionCtx, "meta">): Promise<boolean> {
  const allowed = readEnvList("WORKOS_WEBHOOK_IPS");
  if (allowed.length === 0) return true;
  const { ip } = await ctx.meta.getRequestMetadata();
  const addresses = allowed.flatMap((entry) => (entry === "workos" ? WORKOS_ADDRESSES : [entry]));
  return ip !== null && addresses.includes(ip);
}
