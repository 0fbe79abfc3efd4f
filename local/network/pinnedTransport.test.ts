import { once } from "node:events";
import type { LookupAddress } from "node:dns";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { guardedGet } from "../../convex/gatehouse/diagnostics/collect/get";
import { fitsName, pinnedTransport } from "./pinnedTransport";

const SIGNAL = new AbortController().signal;

let server: Server;
let requests: { host: string | undefined; url: string | undefined }[];
let origin: string;

beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push({ host: request.headers.host, url: request.url });
    if (request.url === "/empty") return void response.writeHead(204).end();
    response.writeHead(302, [
      ...["location", "/elsewhere", "set-cookie", "a=1"],
      ...["set-cookie", "b=2; Expires=Mon, 23 Nov 2026 12:00:00 GMT"],
    ]);
    response.end("moved");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterEach(() => void server.close());

const resolvingTo =
  (...addresses: LookupAddress[]) =>
  (_: string, done: (error: Error | null, found: LookupAddress[]) => void) =>
    done(null, addresses);

const policy = (host: string) => ({ hosts: new Set([host]), loopback: true });

describe("pinnedTransport", () => {
  it("answers with every header, and follows nothing", async () => {
    const response = await pinnedTransport()(new URL(`${origin}/x?y=1`), {
      headers: { "user-agent": "test" },
      signal: SIGNAL,
    });
    expect([response.status, response.headers.get("location")]).toEqual([302, "/elsewhere"]);
    expect(response.headers.getSetCookie()).toHaveLength(2);
    expect(await response.text()).toBe("moved");
    expect(requests).toEqual([{ host: new URL(origin).host, url: "/x?y=1" }]);
  });

  it("takes an answer without a body", async () => {
    const get = guardedGet(policy(new URL(origin).host), pinnedTransport(), SIGNAL);
    expect(await get(`${origin}/empty`)).toMatchObject({ status: 204, body: "" });
  });

  it.each([
    ["a private address", [{ address: "10.0.0.1", family: 4 }]],
    ["this machine", [{ address: "127.0.0.1", family: 4 }]],
    ["the metadata service", [{ address: "169.254.169.254", family: 4 }]],
    ["a mapped address", [{ address: "::ffff:10.0.0.1", family: 6 }]],
    [
      "one private address among public ones",
      [
        { address: "93.184.216.34", family: 4 },
        { address: "192.168.0.1", family: 4 },
      ],
    ],
  ])("does not connect when a public name resolves to %s", async (_, addresses) => {
    const host = "app.example.com";
    const get = guardedGet(policy(host), pinnedTransport(resolvingTo(...addresses)), SIGNAL);
    await expect(get(`https://${host}/`)).rejects.toThrow(/which is not a public address/);
    expect(requests).toEqual([]);
  });

  it("does not take localhost for another machine", async () => {
    const elsewhere = pinnedTransport(resolvingTo({ address: "93.184.216.34", family: 4 }));
    const get = guardedGet(policy(new URL(origin).host), elsewhere, SIGNAL);
    await expect(get(origin)).rejects.toThrow(/resolves to 93.184.216.34/);
  });

  it("says so when a name has no address", async () => {
    const get = guardedGet(policy("a.example.com"), pinnedTransport(resolvingTo()), SIGNAL);
    await expect(get("https://a.example.com/")).rejects.toThrow(/has no address/);
  });
});

describe("fitsName", () => {
  it.each<[string, LookupAddress, boolean]>([
    ["app.example.com", { address: "93.184.216.34", family: 4 }, true],
    ["app.example.com", { address: "2606:2800:220:1::1946", family: 6 }, true],
    ["app.example.com", { address: "fe80::1", family: 6 }, false],
    ["app.example.com", { address: "::1", family: 6 }, false],
    ["localhost", { address: "::1", family: 6 }, true],
    ["localhost", { address: "127.0.0.1", family: 4 }, true],
    ["localhost", { address: "10.0.0.1", family: 4 }, false],
  ])("%s at %j: %s", (name, address, fits) => {
    expect(fitsName(name, address)).toBe(fits);
  });
});
