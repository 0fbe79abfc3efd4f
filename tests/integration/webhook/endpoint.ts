import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { createSiteListener } from "../../../local/backend/http/apiServer";
import { openInProcess, type InProcess } from "../../support/inProcess";
import { deploymentVariables } from "../../support/deployment";

/** The webhook endpoint as the embedded backend serves it, on a port of its own. */
export interface Endpoint {
  readonly here: InProcess;
  /** Sends bytes as they are, which no well-behaved client would. Returns the status, 0 for none. */
  sendRaw(bytes: Buffer): Promise<number>;
  close(): Promise<void>;
}

export async function openEndpoint(): Promise<Endpoint> {
  const here = await openInProcess(deploymentVariables(), Date.now());
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const siteUrl = `http://127.0.0.1:${port}`;
  server.on(
    "request",
    createSiteListener({ runtime: here.runtime, siteUrl, log: () => undefined }),
  );
  return {
    here,
    sendRaw: (bytes) => exchange(port, bytes),
    async close() {
      await closed(server);
      await here.close();
    },
  };
}

function exchange(port: number, bytes: Buffer): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const received: Buffer[] = [];
    const done = () => {
      const [, status = "0"] = /^HTTP\/1\.1 (\d+)/.exec(Buffer.concat(received).toString()) ?? [];
      resolve(Number(status));
      socket.destroy();
    };
    socket.on("data", (chunk) => {
      received.push(chunk);
      if (Buffer.concat(received).includes("\r\n\r\n")) done();
    });
    socket.once("close", done);
    socket.once("error", done);
    socket.write(bytes);
  });
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
