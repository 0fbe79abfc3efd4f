// @vitest-environment edge-runtime
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api, internal } from "../_generated/api";
import type { Doc } from "./tables/dataModel";
import { GENESIS_HASH, hashDetails, sha256Hex } from "./audit/chain";
import { utcDay } from "./audit/append";
import { canonicalJson, type Json } from "./audit/canonicalJson";
import { signedInAs, startBackend, type Backend } from "./testing/backend.fixture";

const MONDAY = Date.UTC(2026, 10, 23, 12);
const DAY = 86_400_000;
const ACTOR = {
  workosId: "user_admin",
  role: "admin",
  name: "Root",
  email: "root@example.com",
} as const;

let backend: Backend;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: MONDAY });
  backend = startBackend();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

async function append(action: string, targetId = "user_1"): Promise<void> {
  const entry = { action, targetType: "user", targetId, before: "a", after: "b" };
  await backend.mutation(internal.gatehouse.audit.append, { actor: ACTOR, entry });
}

const rows = async () => await backend.run((ctx) => ctx.db.query("auditLog").collect());

async function verify(at = MONDAY) {
  const auditor = await signedInAs(backend, "auditor");
  return await auditor.query(api.gatehouse.audit.verify, { day: utcDay(at) });
}

describe("the audit chain", () => {
  it("ties every row to the one before, across days", async () => {
    await append("one");
    await append("two");
    vi.setSystemTime(MONDAY + DAY);
    await append("three");
    const chain = await rows();
    expect(chain.map(({ day, seq }) => [day, seq])).toEqual([
      ["2026-11-23", 0],
      ["2026-11-23", 1],
      ["2026-11-24", 0],
    ]);
    expect(chain.map(({ prevHash }) => prevHash)).toEqual([
      GENESIS_HASH,
      chain[0]?.hash,
      chain[1]?.hash,
    ]);
    expect(await verify()).toEqual({ ok: true, rows: 2, closingHash: chain[1]?.hash });
  });

  it("verifies a later day against the closing hash of the one before", async () => {
    await append("one");
    vi.setSystemTime(MONDAY + DAY);
    await append("two");
    expect(await verify(MONDAY + DAY)).toMatchObject({ ok: true, rows: 1 });
  });

  it("is fine with a day on which nothing happened", async () => {
    expect(await verify()).toEqual({ ok: true, rows: 0, closingHash: null });
  });

  it("does not reopen a day when the clock steps back", async () => {
    await append("one");
    vi.setSystemTime(MONDAY - DAY);
    await append("two");
    expect(await verify()).toMatchObject({ ok: true, rows: 2 });
  });

  it("lets personal data be erased and still verifies", async () => {
    await append("one");
    await append("two");
    const [first] = await rows();
    if (first === undefined) throw new Error("no row");
    await backend.run((ctx) => ctx.db.patch("auditLog", first._id, { details: null }));
    expect(await verify()).toMatchObject({ ok: true, rows: 2 });
  });

  it("salts the personal data, so that equal rows have different hashes", async () => {
    await append("one");
    await append("one");
    const [first, second] = await rows();
    expect(first?.detailsHash).not.toBe(second?.detailsHash);
  });

  type Tampering = (row: Doc<"auditLog">) => Partial<Doc<"auditLog">> | null;
  const tamperings: [string, Tampering, string, number][] = [
    ["another actor", () => ({ actorId: "user_other" }), "row-changed", 1],
    ["another action", () => ({ action: "nothing" }), "row-changed", 1],
    ["another time", (row) => ({ at: row.at + 1 }), "row-changed", 1],
    ["another target", () => ({ targetId: "user_2" }), "row-changed", 1],
    [
      "other details",
      (row) => ({ details: row.details && { ...row.details, after: "c" } }),
      "details-changed",
      1,
    ],
    ["another hash", () => ({ hash: "0".repeat(64) }), "row-changed", 1],
    ["a deleted row", () => null, "gap", 2],
  ];
  it.each(tamperings)("notices %s", async (_, tamper, problem, brokenAt) => {
    for (const action of ["one", "two", "three"]) await append(action);
    const middle = (await rows())[1];
    if (middle === undefined) throw new Error("no row");
    const change = tamper(middle);
    await backend.run(async (ctx) => {
      if (change === null) await ctx.db.delete("auditLog", middle._id);
      else await ctx.db.patch("auditLog", middle._id, change);
    });
    expect(await verify()).toEqual({ ok: false, rows: change === null ? 2 : 3, brokenAt, problem });
  });

  it("notices other details even with their own hash made to match", async () => {
    await append("one");
    const [row] = await rows();
    if (row === undefined || row.details === null) throw new Error("no row");
    const details = { ...row.details, after: "forged" };
    const detailsHash = await hashDetails(details);
    await backend.run((ctx) => ctx.db.patch("auditLog", row._id, { details, detailsHash }));
    expect(await verify()).toMatchObject({ ok: false, problem: "row-changed" });
  });
});

describe("gatehouse/audit:list", () => {
  const filters: [object, string[]][] = [
    [{}, ["three", "two", "one"]],
    [{ targetId: "user_2" }, ["two"]],
    [{ action: "one" }, ["one"]],
    [{ actorId: "user_admin" }, ["three", "two", "one"]],
    [{ actorId: "user_other" }, []],
    [{ targetId: "user_1", action: "three", actorId: "user_admin" }, ["three"]],
    [{ targetId: "user_2", action: "three" }, []],
  ];
  it.each(filters)("filters by %j, newest first", async (filter, expected) => {
    for (const [index, action] of ["one", "two", "three"].entries()) {
      vi.setSystemTime(MONDAY + index);
      await append(action, action === "two" ? "user_2" : "user_1");
    }
    const auditor = await signedInAs(backend, "auditor");
    const paginationOpts = { numItems: 10, cursor: null };
    const { page } = await auditor.query(api.gatehouse.audit.list, { paginationOpts, filter });
    expect(page.map(({ action }) => action)).toEqual(expected);
    for (const row of page)
      expect(row).toMatchObject({ actorName: "Root", before: "a", after: "b" });
  });
});

describe("canonicalJson", () => {
  it.each<[Json, string]>([
    [{ b: 1, a: [true, null, "x"] }, '{"a":[true,null,"x"],"b":1}'],
    [
      { "€": 1, "\r": 2, "1": 3, "😀": 4, ö: 5, דּ: 6 },
      '{"\\r":2,"1":3,"ö":5,"€":1,"😀":4,"\ufb33":6}',
    ],
    [
      [1e30, 4.5, 0.002, 1e-27, -0, 333333333.3333333],
      "[1e+30,4.5,0.002,1e-27,0,333333333.3333333]",
    ],
    [{}, "{}"],
    [[], "[]"],
  ])("%j", (value, expected) => {
    expect(canonicalJson(value)).toBe(expected);
  });

  it.each([NaN, Infinity])("refuses %d", (value) => {
    expect(() => canonicalJson([value])).toThrow("no JSON form");
  });

  it("means the same whatever the order of keys, and can be read back", () => {
    const shuffle = (value: Json): Json => {
      if (Array.isArray(value)) return value.map((item) => shuffle(item as Json));
      if (value === null || typeof value !== "object") return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, item]) => [key, shuffle(item as Json)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as Json);
        expect(canonicalJson(shuffle(value as Json))).toBe(text);
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
      }),
    );
  });
});

describe("sha256Hex", () => {
  it("is the SHA-256 of the UTF-8 bytes", async () => {
    expect(await sha256Hex("abc")).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });
});
