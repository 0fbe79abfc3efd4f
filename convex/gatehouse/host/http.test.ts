import { httpActionGeneric, httpRouter } from "convex/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { addGatehouseRoutes } from "./http";

afterEach(() => vi.unstubAllEnvs());

const handler = httpActionGeneric(async () => new Response("the app's"));
const routesOf = (http: ReturnType<typeof httpRouter>) =>
  http.getRoutes().map(([path, method]) => `${method} ${path}`);

describe("addGatehouseRoutes", () => {
  it("adds the webhook's path, and all else below /gatehouse/", () => {
    const http = httpRouter();
    addGatehouseRoutes(http);
    const paths = new Set(http.getRoutes().map(([path]) => path));
    paths.delete("/workos/webhook");
    expect([...paths].filter((path) => !path.startsWith("/gatehouse/"))).toEqual([]);
  });

  it("follows the deployment's own path", () => {
    vi.stubEnv("WORKOS_WEBHOOK_PATH", "/workos/3f9c");
    const http = httpRouter();
    addGatehouseRoutes(http);
    expect(routesOf(http)).toContain("POST /workos/3f9c");
  });

  it("leaves an app's routes alone, also a prefix that covers ours", () => {
    const http = httpRouter();
    http.route({ pathPrefix: "/", method: "GET", handler });
    http.route({ path: "/health", method: "GET", handler });
    addGatehouseRoutes(http);
    expect(http.lookup("/health", "GET")?.[0]).toBe(handler);
    expect(http.lookup("/anything", "GET")?.[0]).toBe(handler);
    expect(http.lookup("/workos/webhook", "POST")?.[2]).toBe("/workos/webhook");
  });

  it("does not ask a router that finds something for any path", () => {
    const http = httpRouter();
    // As HttpRouterWithHono of convex-helpers does.
    http.lookup = (path, method) => [handler, method === "HEAD" ? "GET" : method, path];
    addGatehouseRoutes(http);
    expect(routesOf(http)).toContain("POST /workos/webhook");
  });

  it("says what to change when the app has that route", () => {
    const http = httpRouter();
    http.route({ path: "/workos/webhook", method: "POST", handler });
    expect(() => addGatehouseRoutes(http)).toThrow(
      /POST \/workos\/webhook: the app has that route already.*gatehouse\.config\.ts/,
    );
  });
});
