import { WorkOS } from "@workos-inc/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  SIGNATURE_REASONS,
  SIGNATURE_WINDOW_IN_MS,
  verifySignature,
  type SignatureReason,
} from "./signature";

const SECRET = "whsec_test";
const NOW = 1_777_940_637_677;
const BODY = '{"id":"event_01","event":"user.created","data":{"object":"user","id":"user_01"}}';
const workos = new WorkOS("sk_test");
const bytes = (text: string) => new TextEncoder().encode(text);

async function sign(body: string, secret = SECRET, timestamp: number | string = NOW) {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes(secret), algorithm, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", key, bytes(`${timestamp}.${body}`));
  return `t=${timestamp}, v1=${Buffer.from(mac).toString("hex")}`;
}

const verify = async (header: string | null, body = BODY, secrets: readonly string[] = [SECRET]) =>
  await verifySignature({ body: bytes(body), header, secrets, now: NOW });

describe("verifySignature", () => {
  it("accepts what WorkOS's own SDK signs", async () => {
    const payload = JSON.parse(BODY) as Record<string, unknown>;
    const signature = await workos.webhooks.computeSignature(NOW, payload, SECRET);
    expect(await verify(`t=${NOW}, v1=${signature}`)).toEqual({ ok: true });
  });

  it("signs in these tests what the SDK accepts", async () => {
    const now = Date.now();
    const sigHeader = await sign(BODY, SECRET, now);
    const event = await workos.webhooks.constructEvent({
      payload: BODY,
      sigHeader,
      secret: SECRET,
    });
    expect(event.id).toBe("event_01");
  });

  it("accepts any of several secrets, so that one can be rotated", async () => {
    const header = await sign(BODY, "new");
    expect(await verify(header, BODY, ["old", "new"])).toEqual({ ok: true });
    expect(await verify(header, BODY, ["new", "old"])).toEqual({ ok: true });
  });

  it("accepts bodies whose JSON would be written differently", async () => {
    for (const body of ['{ "id":"a" }', '{"a":"\\u00e9\\/"}', '{"10":1,"2":2}', "é"]) {
      expect(await verify(await sign(body), body)).toEqual({ ok: true });
    }
  });

  it("accepts the header without a space, in any order, with upper-case digits", async () => {
    const [t = "", v1 = ""] = (await sign(BODY)).split(", ");
    for (const header of [`${t},${v1}`, `${v1}, ${t}`, `${t}, v1=${v1.slice(3).toUpperCase()}`]) {
      expect(await verify(header)).toEqual({ ok: true });
    }
  });

  const table: [string, () => Promise<string | null>, SignatureReason][] = [
    ["no header", async () => null, "header-missing"],
    ["an empty header", async () => "", "header-malformed"],
    ["garbage", async () => "lorem ipsum", "header-malformed"],
    ["no v1", async () => `t=${NOW}`, "header-malformed"],
    ["no t", async () => (await sign(BODY)).split(", ")[1] ?? "", "header-malformed"],
    ["a timestamp that is no number", () => sign(BODY, SECRET, "abc"), "header-malformed"],
    ["a short signature", async () => `t=${NOW}, v1=abcd`, "header-malformed"],
    ["seconds for milliseconds", () => sign(BODY, SECRET, 1_777_940_637), "timestamp-too-old"],
    ["an hour in the future", () => sign(BODY, SECRET, NOW + 3_600_000), "timestamp-in-future"],
    ["another secret", () => sign(BODY, "other"), "signature-mismatch"],
    ["another body", () => sign(`${BODY} `), "signature-mismatch"],
    ["zeros", async () => `t=${NOW}, v1=${"0".repeat(64)}`, "signature-mismatch"],
  ];
  it.each(table)("refuses %s", async (_, header, reason) => {
    expect(await verify(await header())).toEqual({ ok: false, reason });
  });

  it("holds the window on both sides to the millisecond", async () => {
    const at = async (offset: number) => await verify(await sign(BODY, SECRET, NOW + offset));
    expect(await at(-SIGNATURE_WINDOW_IN_MS)).toEqual({ ok: true });
    expect(await at(SIGNATURE_WINDOW_IN_MS)).toEqual({ ok: true });
    expect(await at(-SIGNATURE_WINDOW_IN_MS - 1)).toMatchObject({ reason: "timestamp-too-old" });
    expect(await at(SIGNATURE_WINDOW_IN_MS + 1)).toMatchObject({ reason: "timestamp-in-future" });
  });

  it("trusts nothing without a secret, not even one signed with an empty secret", async () => {
    const header = `t=${NOW}, v1=${"0".repeat(64)}`;
    expect(await verify(header, BODY, [])).toEqual({ ok: false, reason: "no-secret" });
    expect(await verify(header, BODY, [""])).toEqual({ ok: false, reason: "no-secret" });
  });

  it("never throws and never accepts a made-up header", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (header, body) => {
        expect((await verify(header, body)).ok).toBe(false);
      }),
    );
  });

  it("refuses any single changed byte", async () => {
    const header = await sign(BODY);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(BODY.length - 1),
        fc.integer({ min: 1, max: 127 }),
        async (at, flip) => {
          const body = bytes(BODY);
          body[at] = (body[at] ?? 0) ^ flip;
          const result = await verifySignature({ body, header, secrets: [SECRET], now: NOW });
          expect(result).toEqual({ ok: false, reason: "signature-mismatch" });
        },
      ),
    );
  });

  it("has a sentence for every reason, and nobody can change it", () => {
    expect(Object.isFrozen(SIGNATURE_REASONS)).toBe(true);
    for (const sentence of Object.values(SIGNATURE_REASONS)) expect(sentence).toMatch(/\.$/);
  });
});
