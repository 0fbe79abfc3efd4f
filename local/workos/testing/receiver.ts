import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

interface Received {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly event: string;
  readonly id: string;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** Statuses of the next answers, in turn; 200 once they run out, null drops the connection. */
  readonly answers: (number | null)[];
  close(): Promise<void>;
}

/** Starts a webhook endpoint on this machine that keeps what it gets. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answers: (number | null)[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const { event, id } = JSON.parse(body) as { event: string; id: string };
      received.push({ headers: request.headers, body, event, id });
      const status = answers.length > 0 ? answers.shift() : 200;
      if (status === null || status === undefined) request.socket.destroy();
      else response.writeHead(status, { Location: "https://example.com/" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/workos/webhook`,
    received,
    answers,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
