import type { Bytes } from "../../../webhooks/bytes";
import { MAX_BODY_BYTES, REFUSALS, type Refusal } from "../../../webhooks/refusals";
import {
  SIGNATURE_HEADER,
  verifySignature,
  type SignatureReason,
} from "../../../webhooks/signature";
import {
  signatureFacts,
  type SignatureFacts,
  type SignatureScheme,
} from "../../../webhooks/signatureFacts";
import { hasSvixHeaders, verifySvix } from "../../../webhooks/svix";
import type { SvixReason } from "../../../webhooks/svixReasons";
import { internal } from "../../_generated/api";
import { httpAction, type ActionCtx } from "../tables/server";
import { readEnv, readEnvList, requireEnv } from "../env/read";
import { isAllowedSender } from "./senders";

type Verdict = { ok: true } | { ok: false; reason: SignatureReason | SvixReason };

function answer(status: number, body: object): Response {
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  return new Response(JSON.stringify(body), { status, headers });
}

function refusal(status: number, reason: Refusal): Response {
  return answer(status, { error: reason, message: REFUSALS[reason] });
}

/** Turns a delivery away. The count is all that it may write, and no more than a help. */
async function refuse(ctx: ActionCtx, status: number, reason: Refusal): Promise<Response> {
  try {
    await ctx.runMutation(internal.gatehouse.inbox.rejections.count, { reason });
  } catch (error) {
    console.warn("refusal not counted", reason, error);
  }
  return refusal(status, reason);
}

/** `POST /workos/webhook`: verify, decode, hand over to one mutation. */
export const receiveWebhook = httpAction(async (ctx, request) => {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > MAX_BODY_BYTES) return await refuse(ctx, 413, "body-too-large");
  if (!isConfigured()) return await refuse(ctx, 503, "not-configured");
  if (!(await isAllowedSender(ctx))) return await refuse(ctx, 403, "sender-not-allowed");
  const body = new Uint8Array(await request.arrayBuffer());
  if (body.length > MAX_BODY_BYTES) return await refuse(ctx, 413, "body-too-large");
  const scheme = schemeOf(request.headers);
  const verdict = await verify(body, request.headers, scheme);
  return verdict.ok
    ? await accept(ctx, body, signatureFacts(request.headers, scheme, Date.now()))
    : await refuse(ctx, 401, verdict.reason);
});

/** The answer to any other method on the webhook's path. */
export const refuseMethod = httpAction(async () => {
  const response = refusal(405, "method-not-allowed");
  response.headers.set("allow", "POST");
  return response;
});

function isConfigured(): boolean {
  return readEnvList("WORKOS_WEBHOOK_SECRET").length > 0 || readEnv("SVIX_WEBHOOK_SECRET") !== null;
}

function schemeOf(headers: Headers): SignatureScheme {
  return readEnv("SVIX_WEBHOOK_SECRET") !== null && hasSvixHeaders(headers) ? "svix" : "workos";
}

async function verify(body: Bytes, headers: Headers, scheme: SignatureScheme): Promise<Verdict> {
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
  if (payload === null) return await refuse(ctx, 400, "not-text");
  const delivery = { payload, via: "webhook", signature } as const;
  try {
    const receipt = await ctx.runMutation(internal.gatehouse.inbox.intake.receive, delivery);
    if (receipt.state === "unreadable") return await refuse(ctx, 400, receipt.reason);
    return answer(200, receipt);
  } catch (error) {
    console.error("webhook not stored", signature, error);
    return await refuse(ctx, 500, "internal-error");
  }
}

function decodeText(body: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return null;
  }
}
