import { describe, expect, it } from "vitest";
import { fakeStack, gate, settle } from "./testing";

async function connected(options?: Parameters<ReturnType<typeof fakeStack>["connect"]>[0]) {
  const stack = fakeStack();
  const client = stack.connect(options);
  await client.connect();
  return { ...stack, client };
}

describe("queries", () => {
  it("are answered in one Transition that carries the version", async () => {
    const { backend, client } = await connected();
    backend.commit("a", 1);
    await client.modify(0, client.query(0, "a"), client.query(1, "b"));
    await settle();
    expect(client.ofType("Transition")).toHaveLength(1);
    expect(client.version).toEqual({ querySet: 1, identity: 0, ts: backend.latestTs });
    expect([...client.values]).toEqual([
      [0, 1],
      [1, null],
    ]);
  });

  it("are answered when there are none", async () => {
    const { client } = await connected();
    await client.modify(0);
    await settle();
    expect(client.ofType("Transition")).toHaveLength(1);
    expect(client.version.querySet).toBe(1);
  });

  it("are told apart from the client's clock", async () => {
    const { client } = await connected();
    await client.modify(0);
    await settle();
    expect(client.received[0]).toMatchObject({ clientClockSkew: 500 });
  });

  it("bring a Transition only when their result changes", async () => {
    const { backend, client } = await connected();
    await client.modify(0, client.query(0, "a"));
    await settle();
    backend.commit("a", null);
    backend.commit("b", 1);
    await settle();
    expect(client.ofType("Transition")).toHaveLength(1);
    backend.commit("a", 2);
    await settle();
    expect(client.ofType("Transition")).toHaveLength(2);
    expect(client.values.get(0)).toBe(2);
  });

  it("that fail in the same way again are not told again", async () => {
    const { backend, client } = await connected();
    backend.commit("a", "throw");
    await client.modify(0, client.query(0, "a"));
    await settle();
    expect(client.received.at(-1)).toMatchObject({
      modifications: [{ type: "QueryFailed", queryId: 0, errorData: { path: "a" } }],
    });
    backend.commit("a", "throw");
    await settle();
    expect(backend.runs).toEqual(["a", "a"]);
    expect(client.ofType("Transition")).toHaveLength(1);
  });

  it("that are removed are confirmed and run no more", async () => {
    const { backend, client } = await connected();
    await client.modify(0, client.query(0, "a"));
    await settle();
    await client.modify(1, { type: "Remove", queryId: 0 });
    await settle();
    expect(client.received.at(-1)).toMatchObject({
      endVersion: { querySet: 2 },
      modifications: [{ type: "QueryRemoved", queryId: 0 }],
    });
    backend.commit("a", 1);
    await settle();
    expect(backend.runs).toEqual(["a"]);
  });

  it("that are added while others run wait for the next round", async () => {
    const { backend, client } = await connected();
    const held = gate();
    backend.duringQuery = () => held.opened;
    await client.modify(0, client.query(0, "a"));
    await settle();
    await client.modify(1, client.query(1, "b"));
    held.open();
    await settle();
    const versions = client.ofType("Transition").map(({ endVersion }) => endVersion);
    expect(versions).toMatchObject([{ querySet: 1 }, { querySet: 2 }]);
  });

  it("have all their results, or the Transition waits", async () => {
    const { backend, client } = await connected();
    const held = gate();
    backend.duringQuery = () => held.opened;
    await client.modify(0, client.query(0, "a"));
    await settle();
    await client.mutate("b", "fail");
    await settle();
    expect(client.received.map(({ type }) => type)).toEqual(["MutationResponse"]);
    held.open();
    await settle();
    expect(client.version.querySet).toBe(1);
    expect(client.values.has(0)).toBe(true);
  });

  it("give their journal and take it back", async () => {
    const { backend, live, client } = await connected();
    await client.modify(0, client.query(0, "page"), client.query(1, "page-2", "given"));
    await settle();
    expect([...client.journals]).toEqual([
      [0, "end-of-page"],
      [1, "given"],
    ]);
    backend.commit("page", 1);
    await settle();
    expect(client.journals.get(0)).toBe("end-of-page");
    client.session.closed();
    expect(live.size).toBe(0);
  });
});

describe("mutations", () => {
  it("are answered, and followed by a Transition past them", async () => {
    const { client } = await connected();
    await client.mutate("a", 1);
    await settle();
    expect(client.received.map(({ type }) => type)).toEqual(["MutationResponse", "Transition"]);
    expect(client.caughtUp).toBe(true);
  });

  it("are answered before a Transition shows their effect", async () => {
    const { backend, client } = await connected();
    await client.modify(0, client.query(0, "a"));
    await settle();
    const held = gate();
    backend.afterCommit = () => held.opened;
    await client.mutate("a", 1);
    await settle();
    expect(client.values.get(0)).toBeNull();
    held.open();
    await settle();
    expect(client.received.map(({ type }) => type)).toEqual([
      "Transition",
      "MutationResponse",
      "Transition",
    ]);
    expect(client.values.get(0)).toBe(1);
  });

  it("do not keep other clients waiting", async () => {
    const { backend, client, connect } = await connected();
    const other = connect();
    await other.connect("other");
    await other.modify(0, other.query(0, "a"));
    await settle();
    const held = gate();
    backend.afterCommit = () => held.opened;
    await client.mutate("a", 1);
    await settle();
    expect(other.values.get(0)).toBe(1);
    held.open();
  });

  it("run one after another in the order they came", async () => {
    const { backend, client } = await connected();
    const held = gate();
    backend.afterCommit = () => held.opened;
    await Promise.all([client.mutate("a", 1), client.mutate("a", 2), client.mutate("a", 3)]);
    await settle();
    expect(backend.mutations).toHaveLength(1);
    held.open();
    await settle();
    expect(client.ofType("MutationResponse").map(({ result }) => result)).toEqual([1, 2, 3]);
    expect(client.caughtUp).toBe(true);
  });

  it("that fail are answered without a Transition", async () => {
    const { client } = await connected();
    await client.mutate("a", "fail");
    await settle();
    expect(client.received).toEqual([
      { type: "MutationResponse", requestId: 0, success: false, result: "failed", logLines: [] },
    ]);
  });

  it("that come again get their answer, and a Transition again", async () => {
    const { backend, client, connect } = await connected();
    await client.mutate("a", 1);
    await settle();
    client.session.closed();
    const again = connect();
    await again.connect();
    await again.modify(0, again.query(0, "a"));
    await settle();
    await again.mutate("a", 1);
    await settle();
    expect(again.received.map(({ type }) => type)).toEqual([
      "Transition",
      "MutationResponse",
      "Transition",
    ]);
    expect(again.caughtUp).toBe(true);
    expect(backend.latestTs).toBe(110n);
  });

  it("that have not begun are dropped with the connection", async () => {
    const { backend, client } = await connected();
    const held = gate();
    backend.afterCommit = () => held.opened;
    await client.mutate("a", 1);
    await client.mutate("a", 2);
    client.session.closed();
    held.open();
    await settle();
    expect(backend.mutations).toHaveLength(1);
    expect(client.received).toEqual([]);
  });

  it("carry the client's session, address and token", async () => {
    const { backend, client } = await connected();
    await client.send({ type: "Authenticate", baseVersion: 0, tokenType: "User", value: "user:a" });
    await client.mutate("a", 1);
    await settle();
    expect(backend.mutations[0]).toMatchObject({
      identity: { subject: "a" },
      caller: "public",
      request: { ip: "127.0.0.1", authToken: "user:a" },
    });
  });

  it("whose fate is unknown end the connection, so that the client repeats them", async () => {
    const { client } = await connected();
    await client.mutate("a", "crash");
    await settle();
    expect(client.closedWith).toBe("1011 InternalServerError");
    expect(client.received).toEqual([]);
  });
});

describe("actions", () => {
  it("are answered, whatever else is going on", async () => {
    const { backend, client } = await connected();
    const held = gate();
    backend.afterCommit = () => held.opened;
    await client.mutate("a", 1);
    await client.send({ type: "Action", requestId: 7, udfPath: "act", args: [{ value: 2 }] });
    await settle();
    expect(client.received).toEqual([
      { type: "ActionResponse", requestId: 7, success: true, result: 2, logLines: [] },
    ]);
    held.open();
  });
});

describe("a client that asks faster than it is served", () => {
  it("is not read until it is served", async () => {
    const { backend, client } = await connected();
    const held = gate();
    backend.afterCommit = () => held.opened;
    for (let i = 0; i < 1000; i += 1) await client.mutate("a", i);
    expect(client.reading).toBe(false);
    held.open();
    await settle();
    expect(client.reading).toBe(true);
  });
});

describe("a client that reads slowly", () => {
  it("gets what it missed in one Transition", async () => {
    const { backend, client } = await connected();
    await client.modify(0, client.query(0, "a"));
    await settle();
    client.congested = true;
    for (let value = 0; value < 5; value += 1) {
      backend.commit("a", value);
      await settle();
    }
    client.session.drained();
    expect(client.ofType("Transition")).toHaveLength(1);
    client.congested = false;
    client.session.drained();
    expect(client.ofType("Transition")).toHaveLength(2);
    expect(client.values.get(0)).toBe(4);
  });

  it("is not written to when nothing was missed", async () => {
    const { client } = await connected();
    await client.modify(0, client.query(0, "a"));
    await settle();
    client.session.drained();
    expect(client.ofType("Transition")).toHaveLength(1);
  });
});

describe("identity", () => {
  const authenticate = (value: string, baseVersion = 0) => ({
    type: "Authenticate",
    baseVersion,
    tokenType: "User",
    value,
  });

  it("is confirmed by a Transition, with queries run as the user", async () => {
    const { client } = await connected();
    await client.modify(0, client.query(0, "whoAmI"));
    await settle();
    await client.send(authenticate("user:ada"));
    await settle();
    expect(client.values.get(0)).toBe("ada");
    expect(client.version).toMatchObject({ querySet: 1, identity: 1 });
    await client.send({ type: "Authenticate", baseVersion: 1, tokenType: "None" });
    await settle();
    expect(client.values.get(0)).toBeNull();
    expect(client.version.identity).toBe(2);
  });

  it("holds for what comes after it, while it is still being checked", async () => {
    const { backend, client } = await connected();
    await Promise.all([
      client.send(authenticate("user:ada")),
      client.modify(0, client.query(0, "whoAmI")),
      client.mutate("a", 1),
    ]);
    await settle();
    expect(client.values.get(0)).toBe("ada");
    expect(backend.mutations[0]?.identity?.subject).toBe("ada");
  });

  it("that is the same again runs nothing again", async () => {
    const { backend, client } = await connected();
    await client.send(authenticate("user:ada"));
    await client.modify(0, client.query(0, "whoAmI"));
    await settle();
    await client.send(authenticate("user:ada", 1));
    await settle();
    expect(backend.runs).toEqual(["whoAmI"]);
    expect(client.version.identity).toBe(2);
  });

  it("of another user lets pages begin anew", async () => {
    const { backend, live, client } = await connected();
    await client.send(authenticate("user:ada"));
    await client.modify(0, client.query(0, "page", "ada's end"));
    await settle();
    expect(client.journals.get(0)).toBe("ada's end");
    await client.send(authenticate("user:bob", 1));
    await settle();
    expect(client.journals.get(0)).toBe("end-of-page");
    expect(backend.runs).toEqual(["page", "page"]);
    expect(live.size).toBe(1);
  });

  it("that is refused ends the connection with the version before it", async () => {
    const { client } = await connected();
    await client.send(authenticate("nonsense"));
    expect(client.received).toEqual([
      { type: "AuthError", error: "bad token", baseVersion: 0, authUpdateAttempted: true },
    ]);
    expect(client.closedWith).toBe("1000 AuthError");
  });

  it("of an operator with a wrong key ends it for good", async () => {
    const { client } = await connected();
    await client.send({ ...authenticate("wrong"), tokenType: "Admin" });
    expect(client.received).toEqual([{ type: "FatalError", error: "bad key" }]);
  });

  it.each([
    ["a mutation", { type: "Mutation", requestId: 0, udfPath: "set", args: [{}] }],
    ["an action", { type: "Action", requestId: 0, udfPath: "act", args: [{}] }],
    ["a query", { type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [] }],
  ])("that has expired is refused at its next use: %s", async (_name, message) => {
    let now = 1000;
    const { client } = await connected({ clock: () => now, tokenLifetimeMs: 500 });
    await client.send(authenticate("user:ada"));
    await settle();
    now += 500;
    await client.send(message);
    expect(client.received.at(-1)).toEqual({
      type: "AuthError",
      error: "Convex token identity expired",
      baseVersion: 1,
      authUpdateAttempted: false,
    });
    expect(client.closedWith).toBe("1000 AuthError");
  });

  it("that has expired runs no queries; a new one does", async () => {
    let now = 1000;
    const { backend, live, client, connect } = await connected({
      clock: () => now,
      tokenLifetimeMs: 500,
    });
    const fresh = connect({ clock: () => now, tokenLifetimeMs: 500 });
    await fresh.connect("fresh");
    for (const each of [client, fresh]) {
      await each.send(authenticate("user:ada"));
      await each.modify(0, each.query(0, "a"));
    }
    await settle();
    now += 400;
    await fresh.send(authenticate("user:ada", 1));
    now += 100;
    backend.commit("a", 1);
    await settle();
    expect(client.ofType("AuthError")).toHaveLength(1);
    expect([client.values.get(0), fresh.values.get(0)]).toEqual([null, 1]);
    fresh.session.closed();
    expect(live.size).toBe(0);
  });
});

describe("a client that breaks the protocol is cut off for good", () => {
  const connect = { type: "Connect", sessionId: "s", connectionCount: 0, clientTs: 0 };
  const cases: [name: string, messages: Record<string, unknown>[], error: RegExp][] = [
    ["without Connect", [{ type: "Event" }], /Received Event before Connect/],
    ["Connect twice", [connect, connect], /Received Connect twice/],
    [
      "query set of another base",
      [connect, { type: "ModifyQuerySet", baseVersion: 3, newVersion: 4, modifications: [] }],
      /Base version 3 passed up doesn't match the current query set version 0/,
    ],
    [
      "identity of another base",
      [connect, { type: "Authenticate", baseVersion: 1, tokenType: "None" }],
      /Base version 1 passed up doesn't match the current identity version 0/,
    ],
    ["unknown message", [connect, { type: "Nonsense" }], /Unknown message type "Nonsense"/],
  ];

  it.each(cases)("%s", async (_name, messages, error) => {
    const { connect: open } = fakeStack();
    const client = open();
    for (const message of messages) await client.send(message);
    expect(client.received).toEqual([
      { type: "FatalError", error: expect.stringMatching(error) as string },
    ]);
    expect(client.closedWith).toBe("1002 ProtocolError");
    await client.send(connect);
    expect(client.received).toHaveLength(1);
  });
});
