import { afterEach, expect, it } from "vitest";
import { openEndpoint, type Endpoint } from "./endpoint";

const EVENT = JSON.stringify({
  object: "event",
  id: "event_01SENDER",
  event: "user.created",
  created_at: "2026-11-28T10:00:00.000Z",
  data: {
    object: "user",
    id: "user_01SENDER",
    email: "ada@example.com",
    email_verified: true,
    created_at: "2026-11-28T10:00:00.000Z",
    updated_at: "2026-11-28T10:00:00.000Z",
  },
});

let endpoint: Endpoint;
afterEach(() => endpoint.close());

it.each([
  ["127.0.0.1", 200],
  ["192.0.2.1, 127.0.0.1", 200],
  ["workos", 403],
])("with WORKOS_WEBHOOK_IPS=%s a delivery from this machine gets %d", async (list, status) => {
  endpoint = await openEndpoint({ WORKOS_WEBHOOK_IPS: list });
  expect(await endpoint.deliver(EVENT)).toBe(status);
  expect(await endpoint.deliver(EVENT, ["X-Forwarded-For: 3.217.146.166"])).toBe(status);
});
