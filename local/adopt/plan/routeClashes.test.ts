import { describe, expect, it } from "vitest";
import { cronClashes, routeClashes } from "./routeClashes";

const at = (name: string) => [{ name, place: "http.ts:3" }];

describe("routeClashes", () => {
  it("minds the webhook's own path, wherever that is", () => {
    expect(routeClashes(at("/workos/webhook"), "/workos/webhook").refusals).toEqual([
      "http.ts:3 has a route at /workos/webhook, where Gatehouse receives WorkOS's webhooks. Adopt with --webhook-path /workos/gatehouse (or another path that is free), or move yours.",
    ]);
    expect(routeClashes(at("/workos/webhook"), "/workos/other").refusals).toEqual([]);
    expect(routeClashes(at("/workos/other"), "/workos/other").refusals).toHaveLength(1);
  });

  it.each(["/gatehouse", "/gatehouse/", "/gatehouse/cookie-check"])("minds %s", (name) => {
    expect(routeClashes(at(name), "/w").refusals).toEqual([
      `http.ts:3 has a route at ${name}: Gatehouse answers all below /gatehouse/. Move yours elsewhere.`,
    ]);
  });

  // An exact path goes before a prefix in Convex's router.
  it.each(["/workos/", "/gatehouses", "/api/gatehouse/"])("lets %s be", (name) => {
    expect(routeClashes(at(name), "/workos/webhook").refusals).toEqual([]);
  });
});

describe("cronClashes", () => {
  it("minds names that begin like ours", () => {
    expect(cronClashes(at("gatehouse: drain")).refusals).toEqual([
      `http.ts:3 names a cron "gatehouse: drain": names beginning "gatehouse: " are Gatehouse's. Give yours another name.`,
    ]);
    expect(cronClashes(at("open the gatehouse: daily")).refusals).toEqual([]);
  });
});
