import { beforeEach, describe, expect, it } from "vitest";
import type { WebhookEndpoint } from "../model/types";
import { createHarness, type Harness } from "../testing/harness";

const ROOT = "/webhook_endpoints";
const GOOD = { endpoint_url: "https://app.example.com/workos/webhook", events: ["user.created"] };

let harness: Harness;
beforeEach(() => {
  harness = createHarness();
});

const create = (body: object = GOOD) => harness.call<WebhookEndpoint>("POST", ROOT, { body });

describe("creating an endpoint", () => {
  it("gives it a secret and enables it", async () => {
    const { status, body } = await create();
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...GOOD,
      object: "webhook_endpoint",
      id: expect.stringMatching(/^we_/),
      secret: expect.stringMatching(/^whsec_[0-9A-Za-z]{25}$/),
      status: "enabled",
    });
  });

  it("refuses a second one with the same URL", async () => {
    await create();
    const { status, body } = await create();
    expect([status, body]).toMatchObject([409, { code: "duplicate_endpoint" }]);
  });

  it.each(["http://app.example.com/hook", "ftp://app.example.com", "app.example.com", ""])(
    "refuses the URL '%s': WorkOS demands https",
    async (endpoint_url) => {
      const { status, body } = await create({ ...GOOD, endpoint_url });
      expect([status, body]).toMatchObject([422, { code: "invalid_url" }]);
    },
  );

  it.each(["http://127.0.0.1:3211/hook", "http://localhost:3211/hook", "http://[::1]:3211/hook"])(
    "takes %s, which WorkOS would not: this is one machine",
    async (endpoint_url) => {
      expect((await create({ ...GOOD, endpoint_url })).status).toBe(201);
    },
  );

  it.each([
    ["an unknown event", ["user.exploded"]],
    ["an event webhooks do not carry", ["authentication.mfa_failed"]],
    ["a vault event", ["vault.data.created"]],
    ["a number", [7]],
    ["text", "user.created"],
  ])("refuses %s", async (_name, events) => {
    const { status, body } = await create({ ...GOOD, events });
    expect([status, body]).toMatchObject([
      422,
      { code: "invalid_request_parameters", errors: [{ code: "unknown_event_type" }] },
    ]);
  });
});

describe("an endpoint", () => {
  it("is listed with its secret", async () => {
    const { body: created } = await create();
    const { body } = await harness.call("GET", ROOT);
    expect(body.data).toEqual([created]);
  });

  it.each<[string, object]>([
    ["status", { status: "disabled" }],
    ["events", { events: ["user.deleted", "session.created"] }],
    ["URL", { endpoint_url: "https://other.example.com/hook" }],
  ])("changes its %s", async (_name, change) => {
    const { body: created } = await create();
    harness.clock.advance(1000);
    const { status, body } = await harness.call("PATCH", `${ROOT}/${created.id}`, { body: change });
    const updated_at = new Date(harness.clock.now()).toISOString();
    expect([status, body]).toEqual([200, { ...created, ...change, updated_at }]);
  });

  it("may keep its URL but not take another's", async () => {
    const { body: first } = await create();
    const { body: second } = await create({ ...GOOD, endpoint_url: "https://b.example.com/" });
    const patch = (id: string) =>
      harness.call("PATCH", `${ROOT}/${id}`, { body: { endpoint_url: GOOD.endpoint_url } });
    expect((await patch(first.id)).status).toBe(200);
    expect((await patch(second.id)).status).toBe(409);
  });

  it.each([
    { status: "paused" },
    { events: ["nonsense"] },
    { endpoint_url: "http://app.example.com" },
  ])("refuses %o", async (change) => {
    const { body: created } = await create();
    const { status } = await harness.call("PATCH", `${ROOT}/${created.id}`, { body: change });
    expect(status).toBe(422);
    expect(harness.model.tables.webhookEndpoints.get(created.id)).toEqual(created);
  });

  it("is deleted", async () => {
    const { body: created } = await create();
    expect((await harness.call("DELETE", `${ROOT}/${created.id}`)).status).toBe(204);
    expect(harness.model.tables.webhookEndpoints.size).toBe(0);
  });

  it.each(["PATCH", "DELETE"])("that does not exist is 404 for %s", async (method) => {
    const options = method === "PATCH" ? { body: {} } : {};
    const { status, body } = await harness.call(method, `${ROOT}/we_nothing`, options);
    expect([status, body]).toMatchObject([404, { code: "entity_not_found" }]);
  });

  it("cannot be read by id: WorkOS has no such call", async () => {
    const { body: created } = await create();
    await expect(harness.call("GET", `${ROOT}/${created.id}`)).rejects.toThrow("No handler");
  });
});
