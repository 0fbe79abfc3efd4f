import type { HttpRouter, RouteSpec } from "convex/server";
import { webhookPath } from "../env/read";
import { receiveWebhook, refuseMethod } from "../inbox/webhook";
import { checkCookie, COOKIE_CHECK_PATH } from "../selfChecks/cookie";

const OTHER_METHODS = ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/**
 * Adds Gatehouse's routes: the webhook's (`webhookPath` of `gatehouse.config.ts`), and what the
 * self-check asks below `/gatehouse/`.
 * @throws a sentence when the app has a route of its own there
 */
export function addGatehouseRoutes(http: HttpRouter): void {
  const path = webhookPath();
  add(http, { path, method: "POST", handler: receiveWebhook });
  for (const method of OTHER_METHODS) add(http, { path, method, handler: refuseMethod });
  add(http, { path: COOKIE_CHECK_PATH, method: "GET", handler: checkCookie });
}

function add(http: HttpRouter, route: RouteSpec & { path: string }): void {
  // `lookup` would do, but that some routers find something for any path.
  const isTaken = http
    .getRoutes()
    .some(([path, method]) => path === route.path && method === route.method);
  if (isTaken) {
    throw new Error(
      `Gatehouse cannot add ${route.method} ${route.path}: the app has that route already. Give Gatehouse another path (webhookPath in gatehouse.config.ts), or take yours away.`,
    );
  }
  http.route(route);
}
