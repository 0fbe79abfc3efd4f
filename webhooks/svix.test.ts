import { Webhook } from "svix/dist/webhook.js";
import { describe, expect, it } from "vitest";
import { hasSvixHeaders, verifySvix } from "./svix";
import { SVIX_REASONS, type SvixReason } from "./svixReasons";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const BODY = '{"id":"event_01"}';

function signed(body = BODY, at = new Date(), prefix = "svix"): Headers {
  return new Headers({
    [`${prefix}-id`]: "msg_1",
    [`${prefix}-timestamp`]: String(Math.floor(at.getTime() / 1000)),
    [`${prefix}-signature`]: new Webhook(SECRET).sign("msg_1", at, body),
  });
}

function without(name: string): Headers {
  const headers = signed();
  headers.delete(name);
  return headers;
}

describe("verifySvix", () => {
  it.each(["svix", "webhook"])("accepts a delivery signed with %s- headers", (prefix) => {
    expect(verifySvix(BODY, signed(BODY, new Date(), prefix), SECRET)).toEqual({ ok: true });
  });

  it("leaves judging the JSON to the decoder", () => {
    expect(verifySvix("not json", signed("not json"), SECRET)).toEqual({ ok: true });
  });

  const minutes = (count: number) => new Date(Date.now() + count * 60_000);
  const table: [string, string, Headers, string, SvixReason][] = [
    ["no id", BODY, without("svix-id"), SECRET, "svix-headers-missing"],
    ["no timestamp", BODY, without("svix-timestamp"), SECRET, "svix-headers-missing"],
    ["no signature", BODY, without("svix-signature"), SECRET, "svix-headers-missing"],
    ["another body", `${BODY} `, signed(), SECRET, "svix-mismatch"],
    ["another secret", BODY, signed(), "whsec_AAAA", "svix-mismatch"],
    ["six minutes old", BODY, signed(BODY, minutes(-6)), SECRET, "svix-timestamp"],
    ["six minutes ahead", BODY, signed(BODY, minutes(6)), SECRET, "svix-timestamp"],
    ["a secret that is not one", BODY, signed(), "whsec_%%%", "svix-secret-malformed"],
  ];
  it.each(table)("refuses %s", (_, body, headers, secret, reason) => {
    expect(verifySvix(body, headers, secret)).toEqual({ ok: false, reason });
    expect(SVIX_REASONS[reason]).toMatch(/\.$/);
  });

  it("refuses a signature without its version", () => {
    const headers = signed();
    headers.set("svix-signature", "v1");
    expect(verifySvix(BODY, headers, SECRET)).toEqual({ ok: false, reason: "svix-mismatch" });
  });
});

describe("hasSvixHeaders", () => {
  it("wants all three", () => {
    expect(hasSvixHeaders(signed())).toBe(true);
    expect(hasSvixHeaders(without("svix-id"))).toBe(false);
    expect(hasSvixHeaders(new Headers({ "workos-signature": "t=1, v1=2" }))).toBe(false);
  });
});
