import fc from "fast-check";
import { expect, it } from "vitest";
import type { FakeClient } from "./testing";
import { fakeStack, settle } from "./testing";
import { nextTurn } from "./turns";

const KEYS = ["a", "b", "c"];

type Step =
  | { do: "subscribe" | "unsubscribe" | "mutate" | "fail"; client: number; key: string }
  | { do: "authenticate"; client: number; user: string }
  | { do: "reconnect" | "congest" | "drain"; client: number }
  | { do: "commit"; key: string }
  | { do: "turn" };

const client = fc.nat({ max: 1 });
const key = fc.constantFrom(...KEYS);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom("subscribe" as const, "mutate" as const), client, key }),
  fc.record({ do: fc.constantFrom("unsubscribe" as const, "fail" as const), client, key }),
  fc.record({ do: fc.constant("authenticate" as const), client, user: fc.constantFrom("x", "y") }),
  fc.record({
    do: fc.constantFrom("reconnect" as const, "congest" as const, "drain" as const),
    client,
  }),
  fc.record({ do: fc.constant("commit" as const), key }),
  fc.record({ do: fc.constant("turn" as const) }),
);

/** A client as an application uses it: it knows its queries and connects anew when cut off. */
class App {
  #connection: FakeClient;
  #querySet = 0;
  #identity = 0;
  #nextQueryId = 0;
  #connections = 0;
  readonly subscribed = new Map<string, number>();

  constructor(
    readonly stack: ReturnType<typeof fakeStack>,
    readonly name: string,
  ) {
    this.#connection = stack.connect();
    void this.#connection.connect(this.#newSession());
  }

  get connection(): FakeClient {
    return this.#connection;
  }

  /** Requests are numbered anew on each connection, so each must be a session of its own. */
  #newSession(): string {
    return `${this.name}-${this.#connections++}`;
  }

  subscribe(path: string): void {
    if (this.subscribed.has(path)) return;
    const queryId = this.#nextQueryId++;
    this.subscribed.set(path, queryId);
    void this.#connection.modify(this.#querySet++, this.#connection.query(queryId, path));
  }

  unsubscribe(path: string): void {
    const queryId = this.subscribed.get(path);
    if (queryId === undefined) return;
    this.subscribed.delete(path);
    void this.#connection.modify(this.#querySet++, { type: "Remove", queryId });
  }

  authenticate(user: string): void {
    const baseVersion = this.#identity++;
    const value = `user:${user}`;
    void this.#connection.send({ type: "Authenticate", baseVersion, tokenType: "User", value });
  }

  reconnect(): void {
    this.#connection.session.closed();
    this.#connection = this.stack.connect();
    void this.#connection.connect(this.#newSession());
    const adds = [...this.subscribed].map(([path, id]) => this.#connection.query(id, path));
    void this.#connection.modify(0, ...adds);
    this.#querySet = 1;
    this.#identity = 0;
  }
}

async function take(step: Step, stack: ReturnType<typeof fakeStack>, apps: App[], n: number) {
  if (step.do === "turn") return nextTurn();
  if (step.do === "commit") return void stack.backend.commit(step.key, n);
  const app = apps[step.client];
  if (!app) return;
  if (step.do === "subscribe") app.subscribe(step.key);
  if (step.do === "unsubscribe") app.unsubscribe(step.key);
  if (step.do === "mutate") void app.connection.mutate(step.key, n);
  if (step.do === "fail") void app.connection.mutate(step.key, "fail");
  if (step.do === "authenticate") app.authenticate(step.user);
  if (step.do === "reconnect") app.reconnect();
  if (step.do === "congest") app.connection.congested = true;
  if (step.do === "drain") {
    app.connection.congested = false;
    app.connection.session.drained();
  }
}

it("whatever happens in whatever order, clients end with the newest values, in order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 60, size: "max" }),
      fc.boolean(),
      async (steps, slow) => {
        const stack = fakeStack();
        if (slow) {
          stack.backend.duringQuery = nextTurn;
          stack.backend.afterCommit = settle;
        }
        const apps = [new App(stack, "0"), new App(stack, "1")];
        // The fake client throws where a real one does: at a Transition that does not follow.
        for (const [n, each] of steps.entries()) await take(each, stack, apps, n);
        for (const { connection } of apps) {
          connection.congested = false;
          connection.session.drained();
        }
        for (let i = 0; i < 50; i += 1) await settle();
        for (const { connection, subscribed } of apps) {
          expect(connection.closedWith).toBeUndefined();
          expect(connection.caughtUp).toBe(true);
          const expected = [...subscribed].map(([path, id]) => [id, stack.backend.value(path)]);
          expect([...connection.values].sort()).toEqual(expected.sort());
          expectAnswersBeforeEffects(connection);
        }
        expect(stack.backend.openSnapshots).toBe(0);
      },
    ),
    { numRuns: 100 },
  );
});

/** A value written by this client's own mutation is never shown before its answer. */
function expectAnswersBeforeEffects({ received, backend }: FakeClient): void {
  const answered = new Set<unknown>();
  const own = new Set(received.map(({ result }) => result));
  for (const message of received) {
    if (message["type"] === "MutationResponse") answered.add(message["result"]);
    if (message["type"] !== "Transition") continue;
    for (const { value } of message["modifications"] as { value?: unknown }[]) {
      if (typeof value === "number" && own.has(value)) expect(answered).toContain(value);
    }
  }
  expect(backend.openSnapshots).toBe(0);
}
