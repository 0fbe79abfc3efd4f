import { once } from "node:events";
import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import { closeServer, listen, turnAway } from "./listen";

describe("listen", () => {
  it("serves this machine only, on a free port", async () => {
    const server = createServer((_request, response) => response.end("hello"));
    const url = await listen(server, 0, "--port");
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    expect(await (await fetch(url)).text()).toBe("hello");
    await closeServer(server);
  });

  it("names the option that changes a port that is taken", async () => {
    const first = createServer();
    const port = Number(new URL(await listen(first, 0, "--port")).port);
    await expect(listen(createServer(), port, "--site-port")).rejects.toThrow(
      `Port ${port} is taken, perhaps by another backend. Stop that program, or choose another port with --site-port.`,
    );
    await closeServer(first);
  });
});

describe("closeServer", () => {
  it("lets a running request end", async () => {
    const server = createServer();
    const url = await listen(server, 0, "--port");
    const answer = fetch(url);
    const [, response] = (await once(server, "request")) as [unknown, { end(text: string): void }];
    const closed = closeServer(server);
    response.end("done");
    expect(await (await answer).text()).toBe("done");
    await closed;
  });

  it("does not wait for ever, and not at all for a server that never listened", async () => {
    const server = createServer();
    const url = await listen(server, 0, "--port");
    const answer = fetch(url).catch(() => "cut off");
    await once(server, "request");
    await closeServer(server);
    expect(await answer).toBe("cut off");
    await closeServer(createServer());
  });
});

describe("turnAway", () => {
  it("closes connections until the server can answer", async () => {
    const server = createServer();
    const letIn = turnAway(server);
    const url = await listen(server, 0, "--port");
    await expect(fetch(url)).rejects.toThrow("fetch failed");
    server.on("request", (_request, response) => response.end("here"));
    letIn();
    expect(await (await fetch(url)).text()).toBe("here");
    await closeServer(server);
  });
});
