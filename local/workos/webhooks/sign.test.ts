import { WorkOS } from "@workos-inc/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signWebhook } from "./sign";

const workos = new WorkOS("sk_test_standin");

describe("signWebhook", () => {
  it("writes the header WorkOS writes", () => {
    expect(signWebhook("{}", "whsec_test", 1_777_940_637_677)).toBe(
      "t=1777940637677, v1=412135dfe6977c2c64eec562d20035c237c747b524faa952d501b43d058b1654",
    );
  });

  it("passes the SDK's own check for any body and secret", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ id: fc.string(), text: fc.string({ unit: "grapheme" }) }),
        fc.string({ minLength: 1 }),
        async (data, secret) => {
          const payload = JSON.stringify({ id: "event_1", event: "user.created", data });
          const sigHeader = signWebhook(payload, secret, Date.now());
          const verified = await workos.webhooks.verifyHeader({ payload, sigHeader, secret });
          expect(verified).toBe(true);
        },
      ),
    );
  });

  it.each<[string, { body?: string; secret?: string; t?: number }]>([
    ["another body", { body: '{"id": "event_1"}' }],
    ["another secret", { secret: "whsec_other" }],
    ["a time in seconds", { t: Math.floor(Date.now() / 1000) }],
    ["a time four minutes ago", { t: Date.now() - 240_000 }],
  ])("fails it with %s", async (_name, change) => {
    const payload = '{"id":"event_1"}';
    const sigHeader = signWebhook(
      change.body ?? payload,
      change.secret ?? "whsec_test",
      change.t ?? Date.now(),
    );
    const check = workos.webhooks.verifyHeader({ payload, sigHeader, secret: "whsec_test" });
    await expect(check).rejects.toThrow();
  });
});
