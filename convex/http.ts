import { httpRouter } from "convex/server";
import { webhookPath } from "./env";
import { receiveWebhook, refuseMethod } from "./webhook";

const http = httpRouter();
const path = webhookPath();

http.route({ path, method: "POST", handler: receiveWebhook });
for (const method of ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"] as const) {
  http.route({ path, method, handler: refuseMethod });
}

export default http;
