import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "../../admin/hosting/headers";
import { freePorts } from "../../tests/support/launchedStack";
import { serveBuiltConsole, type ConsoleSite } from "./consoleSite";

let outDir: string;
let site: ConsoleSite;

beforeAll(async () => {
  outDir = mkdtempSync(path.join(tmpdir(), "gatehouse-site-"));
  mkdirSync(path.join(outDir, "assets"));
  writeFileSync(path.join(outDir, "index.html"), "the page");
  writeFileSync(path.join(outDir, "assets/start-1.js"), "the script");
  const [port] = await freePorts();
  const said = { convexUrl: "https://a-1.convex.cloud", clientId: "client_1", devMode: "true" };
  site = await serveBuiltConsole({ outDir, host: "127.0.0.1", port, said });
});
afterAll(async () => {
  await site?.close();
  rmSync(outDir, { recursive: true, force: true });
});

const get = (address: string) => fetch(site.url + address);

describe("the console on this machine", () => {
  it.each([
    ["/", 200, "the page", "no-cache"],
    ["/callback?code=1", 200, "the page", "no-cache"],
    ["/users/user_1", 200, "the page", "no-cache"],
    ["/assets/start-1.js", 200, "the script", "public, max-age=31536000, immutable"],
    ["/assets/start-0.js", 404, "There is no such file.", "no-cache"],
  ])("answers %s with %s as its hosts do", async (address, status, body, cached) => {
    const response = await get(address);
    expect(response.status).toBe(status);
    expect(await response.text()).toBe(body);
    expect(response.headers.get("cache-control")).toBe(cached);
    expect(response.headers.get("content-security-policy")).toBe(
      contentSecurityPolicy([
        ...["https://a-1.convex.cloud", "wss://a-1.convex.cloud"],
        ...["https://api.workos.com", "https://a-1.convex.site"],
      ]),
    );
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("tells the console where it talks to", async () => {
    const response = await get("/gatehouse.json");
    expect(response.headers.get("cache-control")).toBe("no-cache");
    expect(await response.json()).toEqual({
      convexUrl: "https://a-1.convex.cloud",
      clientId: "client_1",
      devMode: true,
    });
  });

  it("never asks for https for good: other programs of this machine answer under its name", async () => {
    expect((await get("/")).headers.get("strict-transport-security")).toBe(null);
  });

  it("survives an address that is none", async () => {
    expect(await statusOf("//")).toBe(200);
  });
});

/** `fetch` would put the address right first. */
function statusOf(address: string): Promise<number | undefined> {
  const { hostname, port } = new URL(site.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: address }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}
