import { httpRouter } from "convex/server";
import { checkCookie, COOKIE_CHECK_PATH } from "./cookieCheck";
import { webhookPath } from "./env";
import { receiveWebhook, refuseMethod } from "./webhook";

const http = httpRouter();
const path = webhookPath();

http.route({ path, method: "POST", handler: receiveWebhook });
for (const method of ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"] as const) {
  http.route({ path, method, handler: refuseMethod });
}
http.route({ path: COOKIE_CHECK_PATH, method: "GET", handler: checkCookie });

export default http;
