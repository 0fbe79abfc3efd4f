import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { createSiteListener } from "../../../local/backend/http/apiServer";
import { SIGNATURE_HEADER } from "../../../webhooks/signature";
import { deploymentVariables, WEBHOOK_SECRET } from "../../support/deployment";
import { openInProcess, type InProcess } from "../../support/inProcess";
import { request } from "./requests";

/** The webhook endpoint as the embedded backend serves it, on a port of its own. */
export interface Endpoint {
  readonly here: InProcess;
  /**
   * Sends bytes as they are, which no well-behaved client would. Returns the final status; 0 when
   * the connection broke without one.
   */
  sendRaw(bytes: Buffer): Promise<number>;
  /** Delivers a body with a valid signature over its bytes. Returns the status. */
  deliver(body: Buffer | string, headers?: string[]): Promise<number>;
  /** A valid signature header over these bytes, made now. */
  signature(body: Buffer): string;
  close(): Promise<void>;
}

/** @param variables further variables of the deployment */
export async function openEndpoint(variables: Record<string, string> = {}): Promise<Endpoint> {
  const here = await openInProcess({ ...deploymentVariables(), ...variables }, Date.now());
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const siteUrl = `http://127.0.0.1:${port}`;
  server.on(
    "request",
    createSiteListener({ runtime: here.runtime, siteUrl, log: () => undefined }),
  );
  const signature = (body: Buffer): string => {
    const at = here.clock.now();
    const mac = createHmac("sha256", WEBHOOK_SECRET).update(`${at}.`).update(body).digest("hex");
    return `${SIGNATURE_HEADER}: t=${at}, v1=${mac}`;
  };
  return {
    here,
    signature,
    sendRaw: (bytes) => exchange(port, bytes),
    async deliver(body, headers = []) {
      const bytes = Buffer.from(body);
      return await exchange(port, request(bytes, [signature(bytes), ...headers]));
    },
    async close() {
      await closed(server);
      await here.close();
    },
  };
}

// Informational answers come before the one that counts (RFC 9110 §15.2).
const FINAL_STATUS = /(?:^|\r\n)HTTP\/1\.1 ([2-5]\d\d)[^]*?\r\n\r\n/;

function exchange(port: number, bytes: Buffer): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let received = "";
    const finish = () => {
      resolve(Number(FINAL_STATUS.exec(received)?.[1] ?? 0));
      socket.destroy();
    };
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      if (FINAL_STATUS.test(received)) finish();
    });
    socket.once("close", finish);
    socket.once("error", finish);
    socket.write(bytes);
  });
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
