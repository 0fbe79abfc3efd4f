import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { errorOf, identity, openHarness, valueOf, type Harness } from "./fixtures/harness";

let backend: Harness;
beforeAll(async () => (backend = await openHarness()));
afterAll(() => backend.stop());

const send = (text: string, author = "a") => backend.mutation("messages:send", { author, text });

async function clear(): Promise<void> {
  const snapshot = backend.database.snapshot();
  const reader = backend.database.query(snapshot);
  const source = { type: "FullTableScan", tableName: "messages", order: "asc" };
  const stream = reader.stream({ source, operators: [] }, { system: false });
  const transaction = backend.database.mutation();
  for (let row = stream.next(); row; row = stream.next()) {
    transaction.remove(row.id, { system: false });
  }
  reader.close();
  snapshot.close();
  backend.database.commit(transaction);
}

describe("documents", () => {
  beforeEach(clear);

  it("inserts, reads, patches, replaces and removes", async () => {
    const id = valueOf(await send("one"));
    expect(valueOf(await backend.query("messages:get", { id }))).toMatchObject({ text: "one" });

    await backend.mutation("messages:like", { id, likes: 3 });
    expect(valueOf(await backend.query("messages:get", { id }))).toMatchObject({ likes: 3 });
    await backend.mutation("messages:like", { id, likes: null });
    expect(valueOf(await backend.query("messages:get", { id }))).not.toHaveProperty("likes");

    await backend.mutation("messages:rewrite", { id, author: "b", text: "two" });
    expect(valueOf(await backend.query("messages:by", { author: "b" }))).toEqual(["two"]);
    await backend.mutation("messages:remove", { id });
    expect(valueOf(await backend.query("messages:get", { id }))).toBeNull();
  });

  it("normalises ids", async () => {
    const id = valueOf(await send("one"));
    expect(valueOf(await backend.query("messages:normalize", { id }))).toBe(id);
    expect(valueOf(await backend.query("messages:normalize", { id: "nonsense" }))).toBeNull();
  });

  it("scans in both directions and stops early", async () => {
    for (const text of ["one", "two", "three"]) await send(text);
    expect(await backend.texts()).toEqual(["one", "two", "three"]);
    expect(valueOf(await backend.query("messages:newest"))).toBe("three");
    expect(valueOf(await backend.query("messages:count"))).toBe(3);
  });

  it("reads the snapshot it is given, whatever was committed since", async () => {
    await send("one");
    const snapshot = backend.database.snapshot();
    await send("two");
    const call = { path: "messages:all", args: {}, identity: null, caller: "public" } as const;
    expect(valueOf(await backend.runtime.runQuery(call, snapshot))).toEqual(["one"]);
    snapshot.close();
  });

  it("reports what it read, so that exactly the right commits invalidate it", async () => {
    const { readSet } = await backend.query("messages:by", { author: "a" });
    const commits: boolean[] = [];
    const stop = backend.database.onCommit((commit) => commits.push(readSet.overlaps(commit)));
    await send("unrelated", "b");
    await send("related", "a");
    stop();
    expect(commits).toEqual([false, true]);
  });
});

describe("pagination", () => {
  beforeEach(clear);

  it("replays a journal: the page ends where it ended, whatever came in between", async () => {
    for (const text of ["one", "two", "three"]) await send(text);
    const args = { numItems: 2, cursor: null };
    const first = await backend.query("messages:page", args);
    expect(valueOf(first)).toMatchObject({ page: ["one", "two"], isDone: false });
    expect(first.journal).toBeTypeOf("string");

    const snapshot = backend.database.snapshot();
    const call = { path: "messages:page", args, identity: null, caller: "public" } as const;
    const again = await backend.runtime.runQuery(
      { ...call, args: { numItems: 1, cursor: null } },
      snapshot,
      first.journal,
    );
    snapshot.close();
    expect(valueOf(again)).toMatchObject({ page: ["one", "two"] });
    expect(again.journal).toBe(first.journal);
  });

  it("has no journal without a paginated query", async () => {
    expect((await backend.query("messages:all")).journal).toBeNull();
  });

  it("refuses a second paginated query in one function", async () => {
    expect(errorOf(await backend.query("messages:twoPages"))).toContain(
      "This query or mutation function ran multiple paginated queries.",
    );
  });

  it("lets clients recognise a cursor that is not for this query", async () => {
    const outcome = await backend.query("messages:page", { numItems: 1, cursor: "nonsense" });
    expect(errorOf(outcome)).toContain("InvalidCursor");
    expect(outcome).toMatchObject({
      errorData: { isConvexSystemError: true, paginationError: "InvalidCursor" },
    });
  });
});

describe("nesting", () => {
  beforeEach(clear);

  it("undoes only the nested mutation that failed and hands over its error's data", async () => {
    expect(valueOf(await backend.mutation("nesting:survivesFailure"))).toEqual({
      seen: ["before", "after"],
      data: { code: "inner", text: "lost" },
    });
    expect(await backend.texts()).toEqual(["before", "after"]);
  });

  it("keeps writes started beside a failing nested mutation", async () => {
    const seen = valueOf(await backend.mutation("nesting:failsBesideOthers"));
    expect([...(seen as string[])].sort()).toEqual(["kept", "own"]);
  });

  it("gives nested mutations started together the transaction one after the other", async () => {
    expect(valueOf(await backend.mutation("nesting:manyAtOnce"))).toEqual(["a", "b", "c", "d"]);
  });

  it("undoes everything when the nested failure is not caught", async () => {
    const outcome = await backend.mutation("nesting:failsWhole");
    expect(outcome).toMatchObject({ ok: false, errorData: { code: "inner", text: "lost too" } });
    expect(await backend.texts()).toEqual([]);
  });

  it("shows pending writes to nested queries except on a stale snapshot", async () => {
    const outcome = await backend.mutation("nesting:stale");
    expect(valueOf(outcome)).toEqual({ fresh: ["pending"], stale: [] });
  });

  it("runs internal functions from inside", async () => {
    expect(valueOf(await backend.query("nesting:readsHidden"))).toBe("hidden");
  });

  it("never lets a query run a mutation", async () => {
    expect(errorOf(await backend.query("nesting:queryThatWrites"))).toContain("as Query");
  });
});

describe("visibility and addressing", () => {
  const missing = (what: string, path: string) =>
    `Could not find ${what} for '${path}'. Did you forget to run \`npx convex dev\`?`;

  it.each([
    ["messages:all", "public", null],
    ["messages.js:all", "public", null],
    ["nesting:hidden", "admin", null],
    ["nesting:hidden", "internal", null],
    ["nesting:hidden", "public", missing("public function", "nesting:hidden")],
    ["messages:nope", "public", missing("public function", "messages:nope")],
    ["messages:nope", "admin", missing("function", "messages:nope")],
    ["nope", "admin", missing("function", "nope")],
  ] as const)("%s called by %s", async (path, caller, error) => {
    const outcome = await backend.query(path, {}, { caller });
    expect(outcome.ok ? null : errorOf(outcome)).toBe(error);
  });

  it("says what a function is when it is called as something else", async () => {
    expect(errorOf(await backend.query("messages:send", {}))).toBe(
      "Trying to execute messages.js:send as Query, but it is defined as Mutation.",
    );
  });

  it("runs any function by its path", async () => {
    const base = { args: {}, identity: null, caller: "admin" } as const;
    const run = (path: string) => backend.runtime.runFunction({ ...base, path });
    expect(valueOf(await run("nesting:hidden"))).toBe("hidden");
    expect(valueOf(await run("determinism:dice"))).toHaveLength(2);
    expect(valueOf(await run("determinism:waits"))).toBe("waited");
    expect(errorOf(await run("nope:nope"))).toBe(missing("function", "nope:nope"));
  });

  it("describes every function and route", () => {
    const spec = backend.runtime.functionSpec();
    expect(spec).toContainEqual({
      identifier: "actions.js:shout",
      functionType: "Action",
      visibility: { kind: "internal" },
      args: { type: "object", value: { text: { fieldType: { type: "string" }, optional: false } } },
      returns: null,
    });
    expect(spec).toContainEqual({ functionType: "HttpAction", method: "GET", path: "/who/*" });
  });
});

describe("identity", () => {
  it("reaches functions and is reported as used", async () => {
    const outcome = await backend.query("context:whoami", {}, { identity: identity("ann") });
    expect(valueOf(outcome)).toBe("ann");
    expect(outcome.usedIdentity).toBe(true);
    expect((await backend.query("context:indifferent")).usedIdentity).toBe(false);
    expect(valueOf(await backend.query("context:whoami"))).toBeNull();
  });
});
