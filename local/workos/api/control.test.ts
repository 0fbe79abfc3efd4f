import { beforeEach, describe, expect, it } from "vitest";
import { NO_FAULTS } from "../model/faults";
import { type CallOptions, createHarness, type Harness } from "../testing/harness";
import { type Receiver, startReceiver } from "../testing/receiver";
import { ACTIONS, isActionName } from "./actions";

const LOCAL = { Host: "127.0.0.1:4100" };

let harness: Harness;
beforeEach(() => {
  harness = createHarness({ operators: ["root@example.com"], random: () => 0 });
  harness.model.users.create({ email: "root@example.com" });
});

const call = (method: string, path: string, options: CallOptions = {}) =>
  harness.call(method, path, {
    key: null,
    ...options,
    headers: { ...LOCAL, ...options.headers },
  });

describe("the guard", () => {
  it("takes changes from its own page only", async () => {
    const post = (Origin: string) =>
      call("POST", "/_standin/actions/create-user", { headers: { Origin } });
    expect((await post("https://evil.example")).status).toBe(403);
    expect((await post("http://localhost:5173")).status).toBe(403);
    expect((await post("null")).status).toBe(403);
    expect((await post("http://127.0.0.1:4100")).status).toBe(200);
  });
});

describe("faults over HTTP", () => {
  it("are read, changed and cleared", async () => {
    const changed = await call("POST", "/_standin/faults", { body: { webhooks: { lose: 1 } } });
    expect(changed.body).toMatchObject({ webhooks: { lose: 1, double: 0 } });
    expect((await call("GET", "/_standin/faults")).body).toEqual(changed.body);
    expect((await call("DELETE", "/_standin/faults")).body).toEqual(NO_FAULTS);
    expect(harness.model.faults()).toEqual(NO_FAULTS);
  });

  it("that make no sense are 422 with the reason", async () => {
    const { status, body } = await call("POST", "/_standin/faults", {
      body: { api: { answer: 1 } },
    });
    expect([status, body]).toEqual([422, { message: expect.stringContaining("api.answer") }]);
  });
});

describe("actions", () => {
  it.each<[string, string[]]>([
    ["create-user", ["user.created"]],
    ["rename-user", ["user.updated"]],
    ["delete-user", ["user.deleted"]],
    ["sign-in", ["authentication.password_succeeded", "session.created"]],
    ["failed-sign-in", ["authentication.password_failed"]],
    ["test-event", []],
  ])("%s emits %j", async (name, expected) => {
    harness.model.users.create({ email: "ada@example.com", last_name: "Achebe" });
    const before = harness.eventTypes().length;
    const { status, body } = await call("POST", `/_standin/actions/${name}`);
    expect([status, body]).toEqual([200, { done: expect.any(String) }]);
    expect(harness.eventTypes().slice(before)).toEqual(expected);
  });

  it("login-loop starts six sessions of one person", async () => {
    const ada = harness.model.users.create({ email: "ada@example.com" });
    await call("POST", "/_standin/actions/login-loop");
    const sessions = harness.model.tables.sessions.all();
    expect(sessions.map(({ user_id }) => user_id)).toEqual(Array(6).fill(ada.id));
  });

  it("rename-user always changes something", async () => {
    harness.model.users.create({ email: "ada@example.com", last_name: "Achebe" });
    for (let i = 0; i < 5; i++) {
      const before = harness.model.users.byEmail("ada@example.com")?.last_name;
      await call("POST", "/_standin/actions/rename-user");
      expect(harness.model.users.byEmail("ada@example.com")?.last_name).not.toBe(before);
    }
  });

  it.each(Object.keys(ACTIONS).filter((name) => name !== "create-user"))(
    "%s spares operators and says when nobody else is there",
    async (name) => {
      const { status } = await call("POST", `/_standin/actions/${name}`);
      expect([status, harness.model.tables.users.size]).toEqual([409, 1]);
    },
  );

  it.each(["explode", "constructor", "__proto__"])("'%s' is 404", async (name) => {
    expect(isActionName(name)).toBe(false);
    expect((await call("POST", `/_standin/actions/${name}`)).status).toBe(404);
  });

  it("test-event changes nothing at whoever receives it", async () => {
    const receiver: Receiver = await startReceiver();
    harness = createHarness({
      webhookEndpoints: [{ url: receiver.url, secret: "whsec_1", events: [] }],
    });
    const ada = harness.model.users.create({ email: "ada@example.com" });
    await call("POST", "/_standin/actions/test-event");
    await harness.dispatcher.idle();
    await receiver.close();
    expect(receiver.received.map(({ body }) => JSON.parse(body) as object)).toMatchObject([
      { event: "user.updated", data: ada },
    ]);
    expect(harness.eventTypes()).toEqual(["user.created"]);
  });
});

describe("the state", () => {
  it("tells who is signed in and what happened last, newest first", async () => {
    const ada = harness.model.users.create({ email: "ada@example.com" });
    harness.clock.advance(1000);
    harness.model.sessions.start(ada, "sso", { ip_address: null, user_agent: null });
    const { body } = await call("GET", "/_standin/state");
    expect(body).toMatchObject({
      environment: "staging",
      users: 2,
      activeSessions: 1,
      events: 3,
      signedIn: [{ email: "ada@example.com", method: "sso" }],
      lastEvents: [
        { event: "session.created", about: "ada@example.com" },
        { event: "user.created", about: "ada@example.com" },
        { event: "user.created", about: "root@example.com" },
      ],
      faults: NO_FAULTS,
    });
  });

  it("has a page with every action and every fault", async () => {
    const { text, headers } = await call("GET", "/");
    expect(headers.get("content-type")).toContain("text/html");
    for (const name of Object.keys(ACTIONS)) expect(text).toContain(`data-action="${name}"`);
    for (const [area, settings] of Object.entries(NO_FAULTS))
      for (const name of Object.keys(settings as object))
        expect(text).toContain(`name="${area}.${name}"`);
  });
});
