import { FakeConvex, paginate } from "../testing/fakeConvex";

/** A deployment whose webhooks are well, and which has nothing to show. */
export function healthyWebhooks(): FakeConvex {
  return new FakeConvex()
    .answer("gatehouse/inbox:list", paginate([]))
    .answer("gatehouse/inbox:health", () => ({
      lastReceivedAt: 1_250,
      failed: 0,
      moreFailed: false,
      rejectedSignatures: 0,
    }))
    .answer("gatehouse/inbox:lag", () => ({ sampled: 2, p50Ms: 120, p95Ms: 900 }))
    .answer("gatehouse/inbox:refused", () => [])
    .answer("gatehouse/sync:drain", () => null)
    .answer("gatehouse/sync:runs", () => [])
    .answer("gatehouse/replay:runs", () => [])
    .answer("gatehouse/drift:summary", () => null)
    .answer("gatehouse/drift:list", paginate([]))
    .answer("gatehouse/users:totals", () => ({ all: 100, active: 90, pending: 10, deleted: 0 }))
    .answer("gatehouse/settings:get", () => ({
      webhookUrl: "https://x.convex.site/workos/webhook",
    }));
}
