import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pinnedTransport } from "../../network/pinnedTransport";
import { probeFetch } from "./probeFetch";

let server: Server;
let port: number;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method ?? ""} ${request.headers.host ?? ""}`);
    response.writeHead(302, { location: "/next", "x-seen": request.headers["x-probe"] ?? "" });
    response.end("moved");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => void server.close());

/** Every name leads to this address. */
const resolvingTo = (address: string) =>
  probeFetch(pinnedTransport((_name, done) => done(null, [{ address, family: 4 }])));

const probe = { redirect: "manual", headers: { "x-probe": "yes" } } as const;

describe("fetch of deployed functions", () => {
  it("answers a probe of this machine, and follows nothing", async () => {
    const answer = await resolvingTo("127.0.0.1")(`http://localhost:${port}/`, probe);
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "/next"]);
    expect([answer.headers.get("x-seen"), await answer.text()]).toEqual(["yes", "moved"]);
  });

  it.each(["127.0.0.1", "10.0.0.5", "169.254.169.254", "192.168.1.1"])(
    "opens no public name that resolves to %s",
    async (address) => {
      const before = asked.length;
      const answer = resolvingTo(address)(`http://x.example:${port}/`, probe);
      await expect(answer).rejects.toThrow(`x.example resolves to ${address}`);
      expect(asked).toHaveLength(before);
    },
  );

  it("ends with the signal it was given", async () => {
    const signal = AbortSignal.abort();
    const answer = resolvingTo("127.0.0.1")(`http://localhost:${port}/`, { ...probe, signal });
    await expect(answer).rejects.toThrow(/abort/i);
  });

  it("leaves other requests to Node", async () => {
    const body = { method: "POST", body: "{}", redirect: "manual" } as const;
    const answer = await resolvingTo("10.0.0.5")(`http://127.0.0.1:${port}/`, body);
    expect([answer.status, asked.at(-1)]).toEqual([302, `POST 127.0.0.1:${port}`]);
  });
});
