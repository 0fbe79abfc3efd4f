import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signWebhook } from "../../../local/workos/webhooks/sign";
import { SIGNATURE_HEADER } from "../../../webhooks/signature";
import { WEBHOOK_SECRET } from "../../support/deployment";
import { openEndpoint, type Endpoint } from "./endpoint";
import { chunkedRequest, MEBIBYTE, request, userEvent } from "./requests";
import { countedRefusals, written } from "./written";

const RUNS = 400;

let endpoint: Endpoint;

beforeAll(async () => void (endpoint = await openEndpoint()));
afterAll(() => endpoint.close());

const send = (bytes: Buffer) => endpoint.sendRaw(bytes);
const database = () => endpoint.here.database;

const anyBytes = fc
  .uint8Array({ maxLength: 4_000, size: "max" })
  .map((bytes) => Buffer.from(bytes));
const plausible = fc.json().map((text) => Buffer.from(userEvent("event_forged", { id: text })));
const bombs = fc.constantFrom(
  Buffer.from("[".repeat(200_000)),
  Buffer.from('{"__proto__":{"id":"event_forged"},"constructor":{"prototype":{"polluted":1}}}'),
  Buffer.from('{"id":"event_\\ud800","event":"user.created","data":{"id":"user_\\udc00"}}'),
  Buffer.from(`{"id":${"9".repeat(100_000)}}`),
  gzipSync(Buffer.alloc(10 * MEBIBYTE)),
);
const headerValue = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: "binary", maxLength: 50 }),
  fc
    .tuple(fc.integer(), fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), maxLength: 80 }))
    .map(([at, hex]) => `t=${at}, v1=${hex}`),
  fc.nat().map((at) => `t=${Date.now() - at}, v1=${"0".repeat(64)}`),
);
// A line break would end the header; what comes after it is another case.
const header = headerValue.map((value) => `${SIGNATURE_HEADER}: ${value.replace(/[\r\n]/g, "")}`);
const others = fc.constantFrom(
  "Content-Type: application/json",
  "Content-Encoding: gzip",
  "Content-Encoding: br, deflate, nonsense",
  "Content-Type: text/plain; charset=utf-16",
  "Content-Type: multipart/form-data; boundary=",
  "Expect: 100-continue",
  "Authorization: Bearer nonsense",
  "Authorization: Convex nobody|nothing",
  "X-Forwarded-For: 3.217.146.166",
  "X-Forwarded-For: \xff\xfe",
  "svix-id: msg_1",
  `X-Long: ${"x".repeat(10_000)}`,
  "Content-Length: 7",
  "Transfer-Encoding: chunked",
);
const headers = fc.tuple(fc.array(header, { maxLength: 2 }), fc.array(others, { maxLength: 3 }));
const method = fc.constantFrom("POST", "POST", "POST", "GET", "PUT", "DELETE", "HEAD", "PATCH");

describe("the endpoint, without a valid signature", () => {
  it("answers 4xx to anything at all and writes nothing", { timeout: 60_000 }, async () => {
    const before = written(database());
    const counted = countedRefusals(database());
    const statuses: number[] = [];
    const property = fc.asyncProperty(
      fc.oneof({ weight: 6, arbitrary: fc.oneof(anyBytes, plausible) }, bombs),
      headers,
      method,
      async (body, [signatures, rest], method) => {
        const status = await send(request(body, [...signatures, ...rest], method));
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
        statuses.push(status);
      },
    );
    await fc.assert(property, { numRuns: RUNS });
    expect(written(database())).toEqual(before);
    // Of what was refused only bad signatures are sure to be counted; some of the rest never came
    // as far as the endpoint, and another method than POST is nobody's delivery.
    const refused = (status: number) => statuses.filter((one) => one === status).length;
    const news = countedRefusals(database()) - counted;
    expect(news).toBeGreaterThanOrEqual(refused(401));
    expect(news).toBeLessThanOrEqual(refused(401) + refused(400));
    expect(refused(401)).toBeGreaterThan(RUNS / 4);
  });

  it.each([
    ["1 MiB and a byte", MEBIBYTE + 1],
    ["10 MiB", 10 * MEBIBYTE],
    ["21 MiB, more than the backend takes", 21 * MEBIBYTE],
  ])("answers 413 to %s and writes nothing but that", { timeout: 30_000 }, async (_name, size) => {
    const before = written(database());
    const body = Buffer.alloc(size, "x");
    expect(await send(request(body, []))).toBe(413);
    expect(await send(request(body, [endpoint.signature(body)]))).toBe(413);
    expect(await send(chunkedRequest(body, []))).toBe(413);
    expect(written(database())).toEqual(before);
  });

  it.each(["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"])(
    "writes nothing at all for %s, however well signed",
    async (method) => {
      const before = database().latestTs;
      const body = Buffer.from(userEvent("event_forged", { id: "user_forged" }));
      const status = await send(request(body, [endpoint.signature(body)], method));
      expect([400, 404, 405]).toContain(status);
      expect(database().latestTs).toBe(before);
    },
  );

  it("accepts no signature over other bytes, another time or with another secret", async () => {
    const before = written(database());
    const counted = countedRefusals(database());
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
      expect(await send(bytes)).toBe(401);
    }
    expect(written(database())).toEqual(before);
    expect(countedRefusals(database())).toBe(counted + signatures.length);
  });
});
