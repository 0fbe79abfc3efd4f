import { describe, expect, it } from "vitest";
import type { FunctionCall } from "../runtime/types";
import { fakeStack, gate, settle } from "./testing";

const call = (path: string, subject?: string): FunctionCall => ({
  path,
  args: {},
  caller: "public",
  identity:
    subject === undefined ? null : { subject, issuer: "i", tokenIdentifier: `i|${subject}` },
});

describe("LiveQueries", () => {
  it("runs one query for everyone who asks for the same thing", async () => {
    const { backend, live } = fakeStack();
    const queries = Array.from({ length: 100 }, () => live.acquire(call("a"), null));
    live.requestRound();
    await settle();
    expect(new Set(queries).size).toBe(1);
    expect(backend.runs).toEqual(["a"]);
  });

  it.each([
    ["path", call("b"), null],
    ["arguments", { ...call("a"), args: { x: 1 } }, null],
    ["identity", call("a", "ada"), null],
    ["caller", { ...call("a"), caller: "admin" as const }, null],
    ["journal", call("a"), "cursor"],
  ])("does not share between queries of different %s", (_what, other, journal) => {
    const { live } = fakeStack();
    expect(live.acquire(other, journal)).not.toBe(live.acquire(call("a"), null));
  });

  it("runs again exactly what a commit touches", async () => {
    const { backend, live } = fakeStack();
    const a = live.acquire(call("a"), null);
    live.acquire(call("b"), null);
    live.requestRound();
    await settle();
    backend.commit("a", 1);
    backend.commit("c", 1);
    await settle();
    expect(backend.runs).toEqual(["a", "b", "a"]);
    expect(a.result?.encoded).toContain('"value":1');
  });

  it("lets many commits share a round", async () => {
    const { backend, live } = fakeStack();
    live.acquire(call("a"), null);
    live.requestRound();
    await settle();
    for (let value = 0; value < 50; value += 1) backend.commit("a", value);
    await settle();
    expect(backend.runs).toEqual(["a", "a"]);
    expect(live.publishedTs).toBe(backend.latestTs);
  });

  it("keeps the result object when nothing changed", async () => {
    const { backend, live } = fakeStack();
    const a = live.acquire(call("a"), null);
    backend.commit("a", 1);
    await settle();
    const before = a.result;
    backend.commit("a", 1);
    await settle();
    expect(backend.runs).toEqual(["a", "a"]);
    expect(a.result).toBe(before);
  });

  it("publishes nothing before every query of the round has run", async () => {
    const { backend, live } = fakeStack();
    const a = live.acquire(call("a"), null);
    live.acquire(call("b"), null);
    live.requestRound();
    await settle();
    const held = gate();
    backend.duringQuery = (path) => (path === "b" ? held.opened : Promise.resolve());
    const before = [a.result, live.publishedTs];
    backend.commit("a", 1);
    backend.commit("b", 1);
    await settle();
    expect(backend.runs).toEqual(["a", "b", "a", "b"]);
    expect([a.result, live.publishedTs]).toEqual(before);
    held.open();
    await settle();
    expect(a.result?.encoded).toContain('"value":1');
    expect(live.publishedTs).toBe(backend.latestTs);
  });

  it("runs a query again when a commit touched it while it ran", async () => {
    const { backend, live } = fakeStack();
    const held = gate();
    backend.duringQuery = () => held.opened;
    const a = live.acquire(call("a"), null);
    live.requestRound();
    await settle();
    backend.commit("a", "newer");
    held.open();
    await settle();
    expect(backend.runs).toEqual(["a", "a"]);
    expect(a.result?.encoded).toContain('"value":"newer"');
  });

  it("runs everything again after a reload", async () => {
    const { backend, live } = fakeStack();
    live.acquire(call("a"), null);
    live.acquire(call("b"), null);
    live.requestRound();
    await settle();
    backend.reload();
    await settle();
    expect(backend.runs).toEqual(["a", "b", "a", "b"]);
  });

  it("stops a query when the last holder gives it back", async () => {
    const { backend, live } = fakeStack();
    const [first, second] = [live.acquire(call("a"), null), live.acquire(call("a"), null)];
    live.requestRound();
    await settle();
    live.release(first);
    backend.commit("a", 1);
    await settle();
    live.release(second);
    backend.commit("a", 2);
    await settle();
    expect(backend.runs).toEqual(["a", "a"]);
    expect(live.size).toBe(0);
  });

  it("moves a page to its journal, so that newcomers get a page of their own", async () => {
    const { live } = fakeStack();
    const page = live.acquire(call("page"), null);
    live.requestRound();
    await settle();
    expect(page.journal).toBe("end-of-page");
    expect(live.acquire(call("page"), "end-of-page")).toBe(page);
    const newcomer = live.acquire(call("page"), null);
    expect(newcomer).not.toBe(page);
    live.requestRound();
    await settle();
    live.release(newcomer);
    expect(live.acquire(call("page"), "end-of-page")).toBe(page);
  });

  it("turns a failure of the runtime into a failing query that is tried again", async () => {
    const { backend, live } = fakeStack();
    const a = live.acquire(call("a"), null);
    backend.commit("a", "crash");
    await settle();
    expect(a.result?.encoded).toContain("Internal error: the runtime broke");
    backend.commit("unrelated", 1);
    await settle();
    expect(backend.runs).toEqual(["a", "a"]);
  });

  it("closes every snapshot, also when it is closed during a round", async () => {
    const { backend, live } = fakeStack();
    const held = gate();
    backend.duringQuery = () => held.opened;
    live.acquire(call("a"), null);
    live.requestRound();
    await settle();
    expect(backend.openSnapshots).toBe(1);
    const closed = live.close();
    held.open();
    await closed;
    expect(backend.openSnapshots).toBe(0);
    backend.commit("a", 1);
    await settle();
    expect(backend.runs).toEqual(["a"]);
  });
});
