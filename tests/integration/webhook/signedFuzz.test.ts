import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTable } from "../../support/tables";
import { openEndpoint, type Endpoint } from "./endpoint";
import { chunkedRequest, MEBIBYTE, userEvent } from "./requests";
import { written } from "./written";

const RUNS = 400;

let endpoint: Endpoint;

beforeAll(async () => void (endpoint = await openEndpoint()));
afterAll(() => endpoint.close());

const inbox = () => readTable(endpoint.here.database, "inbox");

// What JavaScript, JSON or Convex treats specially, among everyday text.
const text = fc.oneof(
  fc.string(),
  fc.constantFrom("\ud800", "a\udc00b", "\u0000", "__proto__", "constructor", "$integer", "_id"),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(text, fc.double(), fc.boolean(), fc.constant(null)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(text, tie("value"), { maxKeys: 4 }),
  ),
}));

describe("the endpoint, with a valid signature", () => {
  it("keeps JSON of any kind or says 400, never 5xx", { timeout: 60_000 }, async () => {
    const data = fc.dictionary(
      fc.constantFrom("id", "email", "first_name", "name", "updated_at", "created_at", "__proto__"),
      value,
    );
    const event = fc.record(
      {
        id: fc.oneof(fc.uuid(), value),
        event: fc.constantFrom("user.created", "user.deleted", "session.created", "toString"),
        created_at: fc.oneof(fc.constant("2026-11-01T09:00:00.000Z"), value),
        data: fc.oneof(data, value),
      },
      { requiredKeys: [] },
    );
    const before = inbox().length;
    const accepted = new Set<unknown>();
    const property = fc.asyncProperty(event, async (event) => {
      const status = await endpoint.deliver(JSON.stringify(event));
      expect([200, 400]).toContain(status);
      if (status === 200) accepted.add(event.id);
    });
    await fc.assert(property, { numRuns: RUNS });
    const ids = inbox().map(({ eventId }) => eventId);
    expect(ids.length - before).toBe(accepted.size);
    expect([...accepted].filter((id) => !ids.includes(String(id)))).toEqual([]);
    expect(accepted.size).toBeGreaterThan(RUNS / 20);
  });

  it.each<[string, string, number]>([
    ["an event", userEvent("event_1", { id: "user_1" }), 200],
    ["brackets without end", "[".repeat(500_000), 400],
    ["an object nested deep", `{"id":${'{"a":'.repeat(100)}1${"}".repeat(100)}}`, 400],
    ["data nested deeper than any of WorkOS's", nestedData(20), 200],
    ["data nested a thousand deep", nestedData(1_000), 400],
    ["data nested deeper than a stack", nestedData(100_000), 400],
    ["a prototype as data", '{"id":"e2","event":"user.created","__proto__":{"id":"x"}}', 400],
    [
      "prototype keys",
      userEvent("event_3", JSON.parse('{"id":"user_3","__proto__":{"email":1}}')),
      200,
    ],
    ["a lone surrogate", userEvent("event_4", { id: "user_4", first_name: "\ud800" }), 200],
    ["a lone surrogate for an id", userEvent("event_\udc00", { id: "user_\ud800" }), 400],
    ["NUL", userEvent("event_5", { id: "user_5", email: "a\u0000@b" }), 200],
    ["a time beyond time", userEvent("event_6", { id: "user_6" }, "+999999-01-01T00:00:00Z"), 400],
    [
      "the last time there is",
      userEvent("event_7", { id: "user_7" }, "+275760-09-13T00:00:00Z"),
      200,
    ],
    ["many keys", userEvent("event_8", { id: "user_8", ...manyKeys(20_000) }), 200],
    [
      "a dollar key",
      userEvent("event_9", { id: "user_9", $integer: "x", metadata: { $a: 1 } }),
      200,
    ],
    ["a number beyond numbers", `{"id":"event_12","event":"x","created_at":1e999}`, 400],
    ["a byte order mark", `\ufeff${userEvent("event_13", { id: "user_13" })}`, 200],
    ["nothing", "", 400],
  ])("answers as it should to %s", async (_name, body, status) => {
    expect(await endpoint.deliver(body)).toBe(status);
  });

  it.each(["id", "email", "first_name", "external_id", "profile_picture_url"])(
    "keeps or refuses a user whose %s fills the body",
    async (field) => {
      const data = { id: `user_long_${field}`, [field]: "x".repeat(MEBIBYTE - 1_000) };
      expect([200, 400]).toContain(await endpoint.deliver(userEvent(`event_long_${field}`, data)));
    },
  );

  it("keeps or refuses an event id that fills the body", async () => {
    const id = "e".repeat(MEBIBYTE - 1_000);
    expect([200, 400]).toContain(await endpoint.deliver(userEvent(id, { id: "user_10" })));
  });

  it("does not undo an encoding, announced or not", async () => {
    const body = userEvent("event_11", { id: "user_11" });
    expect(await endpoint.deliver(body, ["Content-Encoding: gzip"])).toBe(200);
    expect(await endpoint.deliver(gzipSync(body), ["Content-Encoding: gzip"])).toBe(400);
  });

  it("takes a body in pieces", async () => {
    const body = Buffer.from(userEvent("event_14", { id: "user_14" }));
    expect(await endpoint.sendRaw(chunkedRequest(body, [endpoint.signature(body)]))).toBe(200);
  });

  it.each([
    ["that are not UTF-8", Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ["with a surrogate of their own", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ["in UTF-16", Buffer.from(userEvent("event_15", { id: "user_15" }), "utf16le")],
  ])("answers 400 to bytes %s and writes nothing", async (_name, bytes) => {
    const before = written(endpoint.here.database);
    expect(await endpoint.deliver(bytes)).toBe(400);
    expect(written(endpoint.here.database)).toEqual(before);
  });
});

function manyKeys(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, "v"]));
}

function nestedData(depth: number): string {
  const nested = `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
  return `{"id":"event_10","event":"user.updated","created_at":"2026-11-01T09:00:00.000Z","data":{"id":"user_10","metadata":${nested}}}`;
}
