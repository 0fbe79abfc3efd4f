import { DECODE_REASONS, decodeEvent } from "../webhooks/decode";
import {
  SIGNATURE_HEADER,
  SIGNATURE_REASONS,
  verifySignature,
  type SignatureReason,
} from "../webhooks/signature";
import {
  signatureFacts,
  type SignatureFacts,
  type SignatureScheme,
} from "../webhooks/signatureFacts";
import { hasSvixHeaders, verifySvix } from "../webhooks/svix";
import { SVIX_REASONS, type SvixReason } from "../webhooks/svixReasons";
import { internal } from "./_generated/api";
import { httpAction, type ActionCtx } from "./_generated/server";
import { readEnv, readEnvList, requireEnv } from "./env";
import { isAllowedSender } from "./senders";

/** No WorkOS event comes near this; more is somebody trying things. */
export const MAX_BODY_BYTES = 1_048_576;

const REFUSALS = Object.freeze({
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

type Refusal = keyof typeof REFUSALS;
type Verdict = { ok: true } | { ok: false; reason: SignatureReason | SvixReason };

function answer(status: number, body: object): Response {
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  return new Response(JSON.stringify(body), { status, headers });
}

function refuse(status: number, reason: Refusal): Response {
  return answer(status, { error: reason, message: REFUSALS[reason] });
}

/** `POST /workos/webhook`: verify, decode, hand over to one mutation. */
export const receiveWebhook = httpAction(async (ctx, request) => {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > MAX_BODY_BYTES) return refuse(413, "body-too-large");
  if (!isConfigured()) return refuse(503, "not-configured");
  if (!(await isAllowedSender(ctx))) return refuse(403, "sender-not-allowed");
  const body = new Uint8Array(await request.arrayBuffer());
  if (body.length > MAX_BODY_BYTES) return refuse(413, "body-too-large");
  const scheme = schemeOf(request.headers);
  const verdict = await verify(body, request.headers, scheme);
  if (verdict.ok)
    return await accept(ctx, body, signatureFacts(request.headers, scheme, Date.now()));
  await ctx.runMutation(internal.rejections.count, { reason: verdict.reason });
  return refuse(401, verdict.reason);
});

/** The answer to any other method on the webhook's path. */
export const refuseMethod = httpAction(async () => {
  const response = refuse(405, "method-not-allowed");
  response.headers.set("allow", "POST");
  return response;
});

function isConfigured(): boolean {
  return readEnvList("WORKOS_WEBHOOK_SECRET").length > 0 || readEnv("SVIX_WEBHOOK_SECRET") !== null;
}

function schemeOf(headers: Headers): SignatureScheme {
  return readEnv("SVIX_WEBHOOK_SECRET") !== null && hasSvixHeaders(headers) ? "svix" : "workos";
}

async function verify(
  body: Uint8Array<ArrayBuffer>,
  headers: Headers,
  scheme: SignatureScheme,
): Promise<Verdict> {
  if (scheme === "svix") {
    return verifySvix(new TextDecoder().decode(body), headers, requireEnv("SVIX_WEBHOOK_SECRET"));
  }
  return await verifySignature({
    body,
    header: headers.get(SIGNATURE_HEADER),
    secrets: readEnvList("WORKOS_WEBHOOK_SECRET"),
    now: Date.now(),
  });
}

async function accept(
  ctx: ActionCtx,
  body: Uint8Array,
  signature: SignatureFacts,
): Promise<Response> {
  const payload = decodeText(body);
  if (payload === null) return refuse(400, "not-text");
  const decoded = decodeEvent(payload);
  if (!decoded.ok) return refuse(400, decoded.reason);
  try {
    const receipt = await ctx.runMutation(internal.inbox.receive, {
      payload,
      via: "webhook",
      signature,
    });
    await pokeDrain(ctx);
    return answer(200, receipt);
  } catch (error) {
    console.error("webhook not stored", decoded.event.id, error);
    return refuse(500, "internal-error");
  }
}

// The event is stored: whatever goes wrong here, the drain's cron comes round anyway.
async function pokeDrain(ctx: ActionCtx): Promise<void> {
  if (readEnv("WORKOS_API_KEY") === null) return;
  try {
    await ctx.runMutation(internal.drain.poke, {});
  } catch (error) {
    console.warn("drain not poked", error);
  }
}

function decodeText(body: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return null;
  }
}
