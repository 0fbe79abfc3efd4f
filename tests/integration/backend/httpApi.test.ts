import { request } from "node:http";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestBackend } from "./harness";
import { startTestBackend } from "./harness";

let backend: TestBackend;

beforeAll(async () => {
  backend = await startTestBackend();
});

afterAll(() => backend.close());

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(backend.apiUrl + path, {
    method: "POST",
    headers,
    body:
      typeof body === "string" || body instanceof Uint8Array
        ? (body as BodyInit)
        : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const LIST = { path: "messages:list", args: { channel: "api" } };

describe("running functions", () => {
  it("queries, mutates and acts; logs come along", async () => {
    const sent = await post("/api/mutation", {
      path: "messages:send",
      args: { channel: "api", text: "a" },
    });
    expect(sent).toEqual({
      status: 200,
      body: { status: "success", value: expect.any(String), logLines: [] },
    });
    expect((await post("/api/query", LIST)).body["value"]).toEqual(["a"]);
    expect(
      (await post("/api/action", { path: "identity:act", args: [{ text: "a" }] })).body,
    ).toEqual({
      status: "success",
      value: null,
      logLines: [],
    });
    expect((await post("/api/query", { path: "messages:log", args: {} })).body["logLines"]).toEqual(
      ["[LOG] 'hello' { from: 'a query' }"],
    );
  });

  it("takes the function from the path, and queries from the query string", async () => {
    expect(
      (await post("/api/run/messages/list", { args: { channel: "none" } })).body["value"],
    ).toEqual([]);
    const url = `${backend.apiUrl}/api/query?path=messages:list&args=${encodeURIComponent('{"channel":"none"}')}`;
    expect(await (await fetch(url)).json()).toMatchObject({ status: "success", value: [] });
  });

  it("answers a batch at one moment", async () => {
    const { body } = await post("/api/query_batch", {
      queries: [LIST, { path: "messages:fail", args: { channel: "none" } }],
    });
    expect(body["results"]).toMatchObject([
      { status: "success" },
      { status: "error", errorData: { empty: "none" } },
    ]);
  });

  it("writes values in the format asked for", async () => {
    const call = { path: "messages:values", args: { given: { $integer: "BQAAAAAAAAA=" } } };
    expect((await post("/api/query", call)).body["value"]).toEqual({
      given: "5",
      big: "4611686018427387904",
      nan: "NaN",
      bytes: "AQI=",
    });
    expect(
      (await post("/api/query", { ...call, format: "convex_encoded_json" })).body["value"],
    ).toEqual({
      given: { $integer: "BQAAAAAAAAA=" },
      big: { $integer: "AAAAAAAAAEA=" },
      nan: { $float: "AAAAAAAA+H8=" },
      bytes: { $bytes: "AQI=" },
    });
  });

  it("answers 200 to what a function gets wrong", async () => {
    const failed = await post("/api/mutation", {
      path: "messages:refuse",
      args: { channel: "api" },
    });
    expect(failed).toMatchObject({
      status: 200,
      body: { status: "error", errorData: { code: "refused", limit: "3" }, logLines: [] },
    });
    expect(failed.body["errorMessage"]).toMatch(
      /^\[Request ID: [0-9a-f]{16}\] Server Error\nUncaught ConvexError: /,
    );
    const unknown = await post("/api/query", { path: "no:thing", args: {} });
    expect(unknown.body["errorMessage"]).toContain("Could not find public function for 'no:thing'");
    const mistaken = await post("/api/query", { path: "messages:list", args: {} });
    expect(mistaken.body["errorMessage"]).toContain(
      "Object is missing the required field `channel`",
    );
  });

  it.each([
    ["identity", (body: Buffer) => body],
    ["gzip", (body: Buffer) => gzipSync(body)],
    ["br", (body: Buffer) => brotliCompressSync(body)],
  ])("reads bodies with Content-Encoding %s", async (encoding, encode) => {
    const body = encode(Buffer.from(JSON.stringify(LIST)));
    const answer = await post("/api/query", new Uint8Array(body), { "content-encoding": encoding });
    expect(answer.body["status"]).toBe("success");
  });
});

describe("requests that are not carried out", () => {
  const cases: [name: string, path: string, body: unknown, status: number, code: string][] = [
    ["no JSON", "/api/query", "nonsense", 400, "BadJsonBody"],
    ["no object", "/api/query", "[]", 400, "BadJsonBody"],
    ["no function", "/api/query", {}, 400, "BadRequest"],
    ["two arguments", "/api/query", { ...LIST, args: [{}, {}] }, 400, "BadRequest"],
    ["an argument that is no object", "/api/query", { ...LIST, args: ["x"] }, 400, "BadRequest"],
    ["an unknown format", "/api/query", { ...LIST, format: "xml" }, 400, "InvalidFormat"],
    ["a component", "/api/query", { ...LIST, componentPath: "x" }, 400, "BadRequest"],
    ["no timestamp", "/api/query_at_ts", { ...LIST, ts: "x" }, 400, "BadRequest"],
    [
      "a timestamp nobody held",
      "/api/query_at_ts",
      { ...LIST, ts: "AQAAAAAAAAA=" },
      400,
      "SnapshotTooOld",
    ],
    ["no list of queries", "/api/query_batch", {}, 400, "BadRequest"],
    ["an unknown endpoint", "/api/nothing", {}, 400, "UnknownEndpoint"],
    [
      "an admin endpoint without the key",
      "/api/update_environment_variables",
      {},
      403,
      "BadDeployKey",
    ],
  ];

  it.each(cases)("%s", async (_name, path, body, status, code) => {
    const answer = await post(path, body);
    expect(answer).toEqual({ status, body: { code, message: expect.stringMatching(/.{10,}/) } });
  });

  it("bad compression", async () => {
    const answer = await post("/api/query", "not gzip", { "content-encoding": "gzip" });
    expect(answer).toMatchObject({ status: 400, body: { code: "BadBody" } });
    const unknown = await post("/api/query", "{}", { "content-encoding": "zstd" });
    expect(unknown).toMatchObject({ status: 415, body: { code: "UnsupportedEncoding" } });
  });

  it("bodies that are too large, compressed or not", async () => {
    const large = Buffer.alloc(65 * 1024 * 1024, " ");
    const answer = await post("/api/query", new Uint8Array(large));
    expect(answer).toMatchObject({ status: 413, body: { code: "RequestTooLarge" } });
    const bomb = await post("/api/query", new Uint8Array(gzipSync(large)), {
      "content-encoding": "gzip",
    });
    expect(bomb.status).toBe(413);
  });
});

describe("browsers and tools", () => {
  it("may call the API from any page", async () => {
    const preflight = await fetch(`${backend.apiUrl}/api/query`, {
      method: "OPTIONS",
      headers: { origin: "https://app.example", "access-control-request-headers": "content-type" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-headers")).toBe("content-type");
    expect(preflight.headers.get("access-control-allow-credentials")).toBeNull();
  });

  it.each([
    ["/", "Convex-compatible"],
    ["/version", "embedded"],
    ["/instance_name", "gatehouse-local"],
  ])("GET %s says %s", async (path, expected) => {
    expect(await (await fetch(backend.apiUrl + path)).text()).toContain(expected);
  });

  it("keeps the admin key readable by its owner only, and the same over restarts", async () => {
    expect(backend.adminKey).toMatch(/^gatehouse-local\|[0-9a-f]{64}$/);
  });
});

describe("HTTP actions", () => {
  const bytes = Uint8Array.from({ length: 256 * 40 }, (_, i) => i % 256);

  it.each([
    ["the site port", () => `${backend.siteUrl}/echo`],
    ["/http/ on the API port", () => `${backend.apiUrl}/http/echo`],
  ])("get the body byte for byte, at %s", async (_name, url) => {
    const response = await fetch(url(), {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: bytes,
    });
    expect(response.status).toBe(201);
    expect(response.headers.get("x-length")).toBe(String(bytes.length));
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  it("see the site's address, with the query as it was sent", async () => {
    const response = await fetch(`${backend.siteUrl}/url?a=%20b&c=d`);
    expect(await response.json()).toEqual({
      url: `${backend.siteUrl}/url?a=%20b&c=d`,
      subject: null,
    });
  });

  it("stream their answers, and answer HEAD without a body", async () => {
    expect(await (await fetch(`${backend.siteUrl}/stream/x`)).text()).toBe("one two three");
    const head = await fetch(`${backend.siteUrl}/url`, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  it("answer 404 without a route and 500 with the cause when they fail", async () => {
    const missing = await fetch(`${backend.siteUrl}/nowhere`);
    expect([missing.status, await missing.text()]).toEqual([404, "No matching routes found"]);
    const failed = await fetch(`${backend.siteUrl}/fail`);
    expect(failed.status).toBe(500);
    expect(await failed.json()).toMatchObject({
      code: expect.stringContaining("the action failed"),
    });
  });

  it("are limited in size", async () => {
    const response = await fetch(`${backend.siteUrl}/echo`, {
      method: "POST",
      body: new Uint8Array(20 * 1024 * 1024 + 1),
    });
    expect(response.status).toBe(413);
  });

  it("do not serve methods the Fetch standard forbids", async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(`${backend.siteUrl}/echo`, { method: "TRACE" }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBe(405);
  });
});
