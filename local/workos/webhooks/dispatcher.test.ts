import { WorkOS } from "@workos-inc/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ModelOptions } from "../model/config";
import { createHarness } from "../testing/harness";
import { type Receiver, startReceiver } from "../testing/receiver";

const SECRET = "whsec_test";
const EVENTS = ["user.created", "user.updated", "user.deleted"];

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

function harnessWith(options: ModelOptions = {}) {
  const webhookEndpoints = [{ url: receiver.url, secret: SECRET, events: EVENTS }];
  const harness = createHarness({ webhookEndpoints, now: Date.now, ...options });
  const { users } = harness.model;
  return {
    ...harness,
    /** Emits n user.created events about n people. */
    create: (count: number) =>
      Array.from({ length: count }, (_, i) => users.create({ email: `p${i}@example.com` })),
    outcomes: () =>
      harness.model.deliveries
        .all()
        .map(({ attempt, outcome, status, retryInMs }) => [attempt, outcome, status, retryInMs]),
  };
}

describe("delivering", () => {
  it("sends the event signed, so that the SDK accepts it", async () => {
    const { create, dispatcher, model } = harnessWith();
    const [ada] = create(1);
    await dispatcher.idle();
    const [delivery] = receiver.received;
    const event = await new WorkOS("sk_test_standin").webhooks.constructEvent({
      payload: delivery?.body ?? "",
      sigHeader: String(delivery?.headers["workos-signature"]),
      secret: SECRET,
    });
    expect(event).toMatchObject({
      id: model.tables.events.all()[0]?.id,
      event: "user.created",
      createdAt: model.tables.events.all()[0]?.created_at,
      data: { id: ada?.id, email: "p0@example.com", emailVerified: false, lastSignInAt: null },
    });
  });

  it("sends the envelope the Events API shows, byte for byte JSON of it", async () => {
    const { create, dispatcher, model } = harnessWith();
    create(1);
    await dispatcher.idle();
    expect(JSON.parse(receiver.received[0]?.body ?? "")).toEqual(model.tables.events.all()[0]);
    expect(receiver.received[0]?.headers["content-type"]).toBe("application/json");
  });

  it("sends what an endpoint subscribed to and nothing else", async () => {
    const { create, dispatcher, model } = harnessWith();
    const [ada] = create(1);
    if (ada === undefined) throw new Error("nobody was created");
    model.sessions.start(ada, "password", { ip_address: null, user_agent: null });
    model.users.remove(ada);
    await dispatcher.idle();
    expect(receiver.received.map(({ event }) => event).sort()).toEqual([
      "user.created",
      "user.deleted",
    ]);
  });

  it("sends nothing to a disabled endpoint", async () => {
    const { create, dispatcher, model } = harnessWith();
    const [endpoint] = model.tables.webhookEndpoints.all();
    if (endpoint === undefined) throw new Error("no endpoint");
    model.tables.webhookEndpoints.put({ ...endpoint, status: "disabled" });
    create(1);
    await dispatcher.idle();
    expect(receiver.received).toEqual([]);
  });

  it("sends a test event to every enabled endpoint, subscribed or not", async () => {
    const { dispatcher, model } = harnessWith();
    const event = { ...model.events.emit("role.created", {}), id: "event_test" };
    dispatcher.sendTest(event);
    await dispatcher.idle();
    expect(receiver.received.map(({ id }) => id)).toEqual(["event_test"]);
  });

  it("stops when it is closed", async () => {
    const { create, dispatcher } = harnessWith();
    dispatcher.close();
    create(1);
    await dispatcher.idle();
    expect(receiver.received).toEqual([]);
  });
});

describe("retrying", () => {
  it.each<[string, number | null, string]>([
    ["a server error", 500, "refused"],
    ["a refusal", 401, "refused"],
    ["a redirect", 302, "refused"],
    ["a broken connection", null, "unreachable"],
  ])("tries again after %s", async (_name, status, outcome) => {
    receiver.answers.push(status, status);
    const { create, dispatcher, outcomes } = harnessWith({ retryDelaysMs: [1, 2] });
    create(1);
    await dispatcher.idle();
    expect(outcomes()).toEqual([
      [1, outcome, status, 1],
      [2, outcome, status, 2],
      [3, "delivered", 200, null],
    ]);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
  });

  it("gives up at the end of its schedule", async () => {
    receiver.answers.push(503, 503, 503);
    const { create, dispatcher, outcomes } = harnessWith({ retryDelaysMs: [1] });
    create(1);
    await dispatcher.idle();
    expect(outcomes()).toEqual([
      [1, "refused", 503, 1],
      [2, "refused", 503, null],
    ]);
  });

  it("signs every try anew", async () => {
    receiver.answers.push(500);
    let nowMs = Date.now();
    const { create, dispatcher } = harnessWith({ retryDelaysMs: [1], now: () => nowMs++ });
    create(1);
    await dispatcher.idle();
    const [first, second] = receiver.received.map(({ headers }) => headers["workos-signature"]);
    expect(first).not.toBe(second);
  });

  it("drops what waits when the endpoint is disabled", async () => {
    receiver.answers.push(500);
    const { create, dispatcher, model } = harnessWith({ retryDelaysMs: [1] });
    const { webhookEndpoints } = model.tables;
    model.deliveries.onAdd(({ endpointId }) => {
      const endpoint = webhookEndpoints.get(endpointId);
      if (endpoint !== undefined) webhookEndpoints.put({ ...endpoint, status: "disabled" });
    });
    create(1);
    await dispatcher.idle();
    expect(receiver.received).toHaveLength(1);
  });

  it("drops what waits when the endpoint is deleted", async () => {
    receiver.answers.push(500);
    const { create, dispatcher, model } = harnessWith({ retryDelaysMs: [1] });
    model.deliveries.onAdd(({ endpointId }) => model.tables.webhookEndpoints.remove(endpointId));
    create(1);
    await dispatcher.idle();
    expect(receiver.received).toHaveLength(1);
  });

  it("drops what waits when it is closed", async () => {
    receiver.answers.push(500);
    const { create, dispatcher, model } = harnessWith({ retryDelaysMs: [3_600_000] });
    model.deliveries.onAdd(() => dispatcher.close());
    create(1);
    await dispatcher.idle();
    expect(receiver.received).toHaveLength(1);
  });
});

describe("faults", () => {
  it("loses deliveries, and the log says so", async () => {
    const { create, dispatcher, model, outcomes } = harnessWith();
    model.setFaults({ webhooks: { lose: 1 } });
    create(2);
    await dispatcher.idle();
    expect(receiver.received).toEqual([]);
    expect(outcomes()).toEqual([
      [1, "lost", null, null],
      [1, "lost", null, null],
    ]);
    expect(model.tables.events.size).toBe(2);
  });

  it("sends twice, with the same event id", async () => {
    const { create, dispatcher, model } = harnessWith();
    model.setFaults({ webhooks: { double: 1 } });
    create(1);
    await dispatcher.idle();
    expect(receiver.received).toHaveLength(2);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
  });

  it("swaps a delivery with the one after it", async () => {
    receiver.answers.push(500);
    const { create, dispatcher, model } = harnessWith({ retryDelaysMs: [1] });
    model.setFaults({ webhooks: { reorder: 1 } });
    create(2);
    await dispatcher.idle();
    const [first, second] = model.tables.events.all().map(({ id }) => id);
    expect(receiver.received.map(({ id }) => id)).toEqual([second, second, first]);
  });

  it("lets go of a swapped delivery when it is closed", async () => {
    const { create, dispatcher, model } = harnessWith();
    model.setFaults({ webhooks: { reorder: 1 } });
    create(1);
    dispatcher.close();
    await dispatcher.idle();
    expect(receiver.received).toEqual([]);
  });

  it("waits before it delivers", async () => {
    const { create, dispatcher, model } = harnessWith();
    model.setFaults({ webhooks: { delayMs: 600_000 } });
    create(1);
    expect(receiver.received).toEqual([]);
    dispatcher.close();
    await dispatcher.idle();
    expect(receiver.received).toEqual([]);
  });

  it("only hit the share they are set to", async () => {
    const draws = [0.9, 0.9, 0.9, 0.1];
    const { create, dispatcher, model } = harnessWith({ random: () => draws.shift() ?? 0.9 });
    model.setFaults({ webhooks: { lose: 0.5 } });
    create(2);
    await dispatcher.idle();
    expect(receiver.received).toHaveLength(1);
  });
});

describe("the delivery log", () => {
  it("names event, endpoint and time, and keeps the last thousand", async () => {
    const { create, dispatcher, model } = harnessWith();
    create(1);
    await dispatcher.idle();
    const [delivery] = model.deliveries.all();
    expect(delivery).toMatchObject({ event: "user.created", url: receiver.url, attempt: 1 });
    if (delivery === undefined) throw new Error("nothing was logged");
    for (let i = 0; i < 1_000; i++) model.deliveries.add({ ...delivery, attempt: i });
    expect(model.deliveries.all()).toHaveLength(1_000);
    expect(model.deliveries.all()[0]?.attempt).toBe(0);
  });
});
