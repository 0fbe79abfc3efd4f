import { createHmac } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signWebhook } from "../../../local/workos/webhooks/sign";
import { SIGNATURE_HEADER } from "../../../webhooks/signature";
import { WEBHOOK_PATH, WEBHOOK_SECRET } from "../../support/deployment";
import { readTable } from "../../support/tables";
import { openEndpoint, type Endpoint } from "./endpoint";

const MEBIBYTE = 1_048_576;
const RUNS = 400;

let endpoint: Endpoint;

beforeAll(async () => void (endpoint = await openEndpoint()));
afterAll(() => endpoint.close());

/** A request of exactly these bytes. */
function request(body: Buffer, headers: string[], method = "POST"): Buffer {
  const head = [`${method} ${WEBHOOK_PATH} HTTP/1.1`, "Host: localhost", ...headers];
  const length = `Content-Length: ${body.length}`;
  return Buffer.concat([Buffer.from([...head, length, "", ""].join("\r\n"), "latin1"), body]);
}

/** Delivers a body with a valid signature over its bytes as text. */
function deliver(body: string, headers: string[] = []): Promise<number> {
  const signature = signWebhook(body, WEBHOOK_SECRET, endpoint.here.clock.now());
  return endpoint.sendRaw(
    request(Buffer.from(body), [`${SIGNATURE_HEADER}: ${signature}`, ...headers]),
  );
}

/** Rows of the tables that only a valid delivery may write to. */
function rowCounts(): number[] {
  const { database } = endpoint.here;
  const tables = ["inbox", "users", "signIns", "metricDays", "userDays", "userAgents"] as const;
  return tables.map((table) => readTable(database, table).length);
}

const userEvent = (id: string, data: object, createdAt: unknown = "2026-11-01T09:00:00.000Z") =>
  JSON.stringify({ id, event: "user.updated", created_at: createdAt, data });

describe("the endpoint, without a valid signature", () => {
  const anyBytes = fc
    .uint8Array({ maxLength: 4_000, size: "max" })
    .map((bytes) => Buffer.from(bytes));
  const plausible = fc.json().map((text) => Buffer.from(userEvent("event_forged", { id: text })));
  const headerValue = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.string({ unit: "binary", maxLength: 50 }),
    fc
      .tuple(
        fc.integer(),
        fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), maxLength: 80 }),
      )
      .map(([at, hex]) => `t=${at}, v1=${hex}`),
    fc.nat().map((at) => `t=${Date.now() - at}, v1=${"0".repeat(64)}`),
  );
  // A line break would end the header; what comes after it is another case.
  const header = headerValue.map((value) => `${SIGNATURE_HEADER}: ${value.replace(/[\r\n]/g, "")}`);
  const others = fc.constantFrom(
    "Content-Type: application/json",
    "Content-Encoding: gzip",
    "Content-Type: text/plain; charset=utf-16",
    "Expect: 100-continue",
    "Authorization: Bearer nonsense",
    "Authorization: Convex nobody|nothing",
    "X-Forwarded-For: 3.217.146.166",
    "svix-id: msg_1",
    `X-Long: ${"x".repeat(10_000)}`,
  );
  const headers = fc.tuple(fc.array(header, { maxLength: 2 }), fc.array(others, { maxLength: 3 }));
  const method = fc.constantFrom("POST", "POST", "POST", "GET", "PUT", "DELETE", "HEAD", "PATCH");

  it("answers 4xx to anything at all and writes nothing", { timeout: 60_000 }, async () => {
    const before = rowCounts();
    const property = fc.asyncProperty(
      fc.oneof(anyBytes, plausible),
      headers,
      method,
      async (body, [signatures, rest], method) => {
        const status = await endpoint.sendRaw(request(body, [...signatures, ...rest], method));
        expect(status === 0 || status === 100 || (status >= 400 && status < 500), `${status}`).toBe(
          true,
        );
      },
    );
    await fc.assert(property, { numRuns: RUNS });
    expect(rowCounts()).toEqual(before);
  });

  it.each([
    ["1 MiB and a byte", MEBIBYTE + 1],
    ["10 MiB", 10 * MEBIBYTE],
    ["21 MiB, more than the backend takes", 21 * MEBIBYTE],
  ])("answers 413 to %s", { timeout: 30_000 }, async (_name, size) => {
    expect(await endpoint.sendRaw(request(Buffer.alloc(size, "x"), []))).toBe(413);
  });

  it("accepts no signature over other bytes, another time or with another secret", async () => {
    const before = rowCounts();
    const body = userEvent("event_forged", { id: "user_forged" });
    const now = endpoint.here.clock.now();
    const signatures = [
      signWebhook(`${body} `, WEBHOOK_SECRET, now),
      signWebhook(body, "whsec_other", now),
      signWebhook(body, "", now),
      signWebhook(body, WEBHOOK_SECRET, now - 181_000),
      signWebhook(body, WEBHOOK_SECRET, now + 181_000),
      signWebhook(body, WEBHOOK_SECRET, now).replace(String(now), String(now + 1)),
    ];
    for (const signature of signatures) {
      const bytes = request(Buffer.from(body), [`${SIGNATURE_HEADER}: ${signature}`]);
      expect(await endpoint.sendRaw(bytes)).toBe(401);
    }
    expect(rowCounts()).toEqual(before);
  });
});

describe("the endpoint, with a valid signature", () => {
  it("never answers 5xx to JSON of any kind", { timeout: 60_000 }, async () => {
    const value = fc.jsonValue({ noUnicodeString: false });
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
    const property = fc.asyncProperty(event, async (event) => {
      expect(await deliver(JSON.stringify(event))).toBeLessThan(500);
    });
    await fc.assert(property, { numRuns: RUNS });
  });

  it.each<[string, string, number]>([
    ["an event", userEvent("event_1", { id: "user_1" }), 200],
    ["brackets without end", "[".repeat(500_000), 400],
    ["an object nested deep", `{"id":${'{"a":'.repeat(100)}1${"}".repeat(100)}}`, 400],
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
    ["nothing", "", 400],
  ])("answers as it should to %s", async (_name, body, status) => {
    expect(await deliver(body)).toBe(status);
  });

  it.each(["id", "email", "first_name", "external_id", "profile_picture_url"])(
    "never answers 5xx to a user whose %s fills the body",
    async (field) => {
      const data = { id: `user_long_${field}`, [field]: "x".repeat(MEBIBYTE - 1_000) };
      expect(await deliver(userEvent(`event_long_${field}`, data))).toBeLessThan(500);
    },
  );

  it("never answers 5xx to an event id that fills the body", async () => {
    const id = "e".repeat(MEBIBYTE - 1_000);
    expect(await deliver(userEvent(id, { id: "user_10" }))).toBeLessThan(500);
  });

  it("does not undo an encoding that it never announced", async () => {
    expect(
      await deliver(userEvent("event_11", { id: "user_11" }), ["Content-Encoding: gzip"]),
    ).toBe(200);
  });

  it("answers 400 to bytes that are not UTF-8", async () => {
    const body = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
    const at = endpoint.here.clock.now();
    const mac = createHmac("sha256", WEBHOOK_SECRET).update(`${at}.`).update(body).digest("hex");
    const bytes = request(body, [`${SIGNATURE_HEADER}: t=${at}, v1=${mac}`]);
    expect(await endpoint.sendRaw(bytes)).toBe(400);
  });
});

function manyKeys(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, "v"]));
}
