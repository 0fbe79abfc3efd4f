import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { ConvexHttpClient } from "convex/browser";
import { afterEach, describe, expect, it } from "vitest";
import { api } from "./api";
import type { BackendProcess } from "./backendProcess";
import { spawnBackend, startBackendProcess } from "./backendProcess";
import { officialClient, temporaryFolder } from "./harness";

const WORKERS = 10;
const KILLS = 3;

let running: BackendProcess | undefined;

afterEach(async () => {
  if (running?.child.exitCode === null) await running.end("SIGKILL");
  running = undefined;
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
}

describe("a backend that is killed", () => {
  it("has every acknowledged mutation exactly once", { timeout: 40_000 }, async () => {
    const dataDir = temporaryFolder();
    const port = String(await freePort());
    const start = () => startBackendProcess(dataDir, "--port", port, "--site-port", "0");
    running = await start();
    const client = officialClient(running.apiUrl);
    const acknowledged: string[] = [];
    let stopping = false;
    let wanted = 30;
    let reached: () => void = () => undefined;
    const work = async (worker: number) => {
      for (let i = 0; !stopping; i += 1) {
        const text = `${worker}-${i}`;
        await client.mutation(api.messages.send, { channel: "killed", text });
        acknowledged.push(text);
        if (acknowledged.length >= wanted) reached();
      }
    };
    const workers = Array.from({ length: WORKERS }, (_, worker) => work(worker));
    for (let kill = 0; kill <= KILLS; kill += 1) {
      await new Promise<void>((resolve) => (reached = resolve));
      wanted = acknowledged.length + 30;
      if (kill === KILLS) break;
      await running.end("SIGKILL");
      running = await start();
    }
    stopping = true;
    await Promise.all(workers);
    const found = await client.query(api.messages.list, { channel: "killed" });
    expect([...found].sort()).toEqual([...acknowledged].sort());
    await client.close();
    expect(await running.end("SIGTERM")).toBe(0);
  });
});

describe("the command line", { timeout: 20_000 }, () => {
  it("prints one line when ready, ends cleanly, and keeps the data", async () => {
    const dataDir = temporaryFolder();
    running = await startBackendProcess(dataDir, "--port", "0", "--site-port", "0");
    expect(running.readyLine).toMatch(
      /^Convex backend ready: API http:\/\/127\.0\.0\.1:\d+, HTTP actions http:\/\/127\.0\.0\.1:\d+$/,
    );
    const client = new ConvexHttpClient(running.apiUrl, { logger: false });
    await client.mutation(api.messages.send, { channel: "kept", text: "yes" });
    expect(await running.end("SIGINT")).toBe(0);
    running = await startBackendProcess(dataDir, "--port", "0", "--site-port", "0");
    const again = new ConvexHttpClient(running.apiUrl, { logger: false });
    expect(await again.query(api.messages.list, { channel: "kept" })).toEqual(["yes"]);
  });

  it.each([
    ["a taken port", ["--port", "TAKEN", "--site-port", "0"], /Port \d+ is taken.*--port\./s],
    ["a taken site port", ["--port", "0", "--site-port", "TAKEN"], /is taken.*--site-port\./s],
    ["no port at all", ["--port", "many"], /--port must be a port number, not 'many'/],
    ["a missing variables file", ["--env-file", "/nonexistent"], /\/nonexistent: not found|ENOENT/],
  ])("explains %s", async (_name, args, message) => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const port = String((taken.address() as AddressInfo).port);
    const child = spawnBackend(
      temporaryFolder(),
      ...args.map((arg) => (arg === "TAKEN" ? port : arg)),
    );
    const [stderr, [code]] = await Promise.all([textOf(child.stderr), once(child, "exit")]);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(code).not.toBe(0);
    taken.close();
  });
});
