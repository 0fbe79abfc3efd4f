import { request as httpRequest } from "node:http";
import { http, HttpResponse } from "msw";
import { afterEach, describe, expect, it, vi } from "vitest";
import { serve } from "./http";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function start(
  ...handlers: Parameters<typeof serve>[1] extends (u: string) => infer H ? H : never
) {
  const { server, url } = await serve(0, () => handlers);
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return url;
}

describe("serving handlers over HTTP", () => {
  it("keeps the body's bytes as they are", async () => {
    const url = await start(
      http.post("*/echo", async ({ request }) =>
        HttpResponse.arrayBuffer(await request.arrayBuffer()),
      ),
    );
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const answer = await fetch(`${url}/echo`, { method: "POST", body: bytes });
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
  });

  it("sends every cookie on a line of its own", async () => {
    const url = await start(
      http.get("*/cookies", () => {
        const answer = new HttpResponse(null, { status: 204 });
        answer.headers.append("Set-Cookie", "a=1; Path=/");
        answer.headers.append("Set-Cookie", "b=2; Path=/");
        return answer;
      }),
    );
    const answer = await fetch(`${url}/cookies`);
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([
      204,
      ["a=1; Path=/", "b=2; Path=/"],
    ]);
  });

  it("passes on cookies and Host, and names the peer's address", async () => {
    const url = await start(
      http.get("*/who", ({ request }) =>
        HttpResponse.json(
          ["cookie", "host", "x-forwarded-for"].map((name) => request.headers.get(name)),
        ),
      ),
    );
    const { port } = new URL(url);
    const text = await rawGet(Number(port), "/who", { Host: "localhost:1", Cookie: "a=1" });
    expect(JSON.parse(text)).toEqual(["a=1", "localhost:1", "127.0.0.1"]);
  });

  it("answers under one URL, whatever the Host header says", async () => {
    const url = await start(http.get("*/url", ({ request }) => HttpResponse.text(request.url)));
    const { port } = new URL(url);
    const text = await rawGet(Number(port), "/url?x=1", { Host: "localhost:1" });
    expect(text).toBe(`${url}/url?x=1`);
  });

  it.each(["localhost:4100", "127.0.0.1", "[::1]:4100"])("lets %s in", async (Host) => {
    const url = await start(http.get("*/hello", () => HttpResponse.text("hello")));
    expect(await rawGet(Number(new URL(url).port), "/hello", { Host })).toBe("hello");
  });

  it.each(["evil.example", "localhost.evil.example", "127.0.0.1.nip.io:4100", "10.0.0.7:4100"])(
    "keeps %s out: a page elsewhere may call itself anything",
    async (Host) => {
      const reached = vi.fn();
      const url = await start(http.get("*/hello", reached));
      expect(await rawGet(Number(new URL(url).port), "/hello", { Host })).toMatch(/Use localhost/);
      expect(reached).not.toHaveBeenCalled();
    },
  );

  it("is 404 where nobody answers", async () => {
    expect((await fetch(`${await start()}/nothing`)).status).toBe(404);
  });

  it("breaks the connection for msw's error response", async () => {
    const url = await start(http.get("*/drop", () => HttpResponse.error()));
    await expect(fetch(`${url}/drop`)).rejects.toThrow("fetch failed");
  });

  it("says which port is taken", async () => {
    const url = await start();
    await expect(serve(Number(new URL(url).port), () => [])).rejects.toThrow("EADDRINUSE");
  });
});

function rawGet(port: number, path: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: "127.0.0.1", port, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve(Buffer.concat(chunks).toString()));
    });
    request.on("error", reject);
    request.end();
  });
}
