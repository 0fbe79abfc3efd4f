import { FakeConvex, paginate } from "../testing/fakeConvex";

/** A deployment whose webhooks are well, and which has nothing to show. */
export function healthyWebhooks(): FakeConvex {
  return new FakeConvex()
    .answer("inbox:list", paginate([]))
    .answer("inbox:health", () => ({
      lastReceivedAt: 1_250,
      failed: 0,
      moreFailed: false,
      rejectedSignatures: 0,
    }))
    .answer("deliveryHealth:lag", () => ({ sampled: 2, p50Ms: 120, p95Ms: 900 }))
    .answer("deliveryHealth:refused", () => [])
    .answer("sync:drain", () => null)
    .answer("sync:runs", () => [])
    .answer("replay:runs", () => [])
    .answer("drift:summary", () => null)
    .answer("drift:list", paginate([]))
    .answer("users:totals", () => ({ all: 100, active: 90, pending: 10, deleted: 0 }))
    .answer("settings:get", () => ({ webhookUrl: "https://x.convex.site/workos/webhook" }));
}
