import { Agent, request } from "node:http";
import { SIGNATURE_HEADER } from "../../webhooks/signature";
import { signWebhook } from "../../local/workos/webhooks/sign";
import { WEBHOOK_SECRET } from "./deployment";

/** Posts signed events as WorkOS does, over connections that stay open. */
export interface WebhookSender {
  /** Signs and posts one event. Returns the status; rejects when the connection breaks. */
  send(body: string): Promise<number>;
  close(): void;
}

/** @param connections how many deliveries may be under way at once */
export function createSender(url: string, connections: number): WebhookSender {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    send: (body) =>
      new Promise((resolve, reject) => {
        const headers = {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          [SIGNATURE_HEADER]: signWebhook(body, WEBHOOK_SECRET, Date.now()),
        };
        const outgoing = request(url, { method: "POST", agent, headers }, (response) => {
          response.resume();
          response.once("end", () => resolve(response.statusCode ?? 0));
          response.once("error", reject);
        });
        outgoing.once("error", reject);
        outgoing.end(body);
      }),
    close: () => agent.destroy(),
  };
}
