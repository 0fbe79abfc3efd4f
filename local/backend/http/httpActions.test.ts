import { createServer, type Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import type { HttpClient } from "../runtime/types";
import { serveHttpAction } from "./httpActions";
import { closeServer, listen } from "./listen";

let server: Server;

afterEach(() => closeServer(server));

/** Serves one HTTP action, with a deadline in milliseconds. */
async function serve(
  runHttpAction: (request: Request, client?: HttpClient) => Promise<Response>,
  deadlineMs?: number,
) {
  const failures: unknown[] = [];
  server = createServer((incoming, outgoing) => {
    const url = `http://site.test${incoming.url ?? "/"}`;
    serveHttpAction({ runHttpAction }, url, incoming, outgoing, deadlineMs).catch(
      (error: unknown) => {
        failures.push(error);
        outgoing.destroy();
      },
    );
  });
  return { url: await listen(server, 0, "--site-port"), failures };
}

describe("serveHttpAction", () => {
  it("tells the action where the request comes from", async () => {
    const { url } = await serve(async (_request, client) => new Response(client?.ip ?? "unknown"));
    expect(await (await fetch(url)).text()).toBe("127.0.0.1");
  });

  it("tells the action when its time is up, in Convex's words", async () => {
    const { url } = await serve(
      (_request, client) =>
        new Promise((resolve) => {
          client?.signal?.addEventListener("abort", () =>
            resolve(new Response(String(client.signal?.reason), { status: 500 })),
          );
        }),
      20,
    );
    const response = await fetch(url);
    expect(response.status).toBe(500);
    expect(await response.text()).toContain(
      "Function execution timed out (maximum duration: 0.02s)",
    );
  });

  it("cuts off an answer that never ends, and tells its source", async () => {
    let cancelled = false;
    const endless = () =>
      new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode("begun")),
        cancel: () => void (cancelled = true),
      });
    const { url, failures } = await serve(async () => new Response(endless()), 50);
    const response = await fetch(url);
    await expect(response.text()).rejects.toThrow();
    expect(cancelled).toBe(true);
    await expect.poll(() => failures.length).toBe(1);
  });

  it("lets an answer end that is in time", async () => {
    const { url, failures } = await serve(async () => new Response("whole"), 10_000);
    expect(await (await fetch(url)).text()).toBe("whole");
    expect(failures).toEqual([]);
  });
});
