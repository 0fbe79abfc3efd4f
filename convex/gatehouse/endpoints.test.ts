import { ConvexError } from "convex/values";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { WEBHOOK_EVENTS } from "../../webhooks/eventTypes";
import { api } from "../_generated/api";
import {
  signedInAs,
  startBackend,
  WEBHOOK_SECRET,
  WITH_API_KEY,
  type Backend,
} from "./testing/backend.fixture";

const ENDPOINTS_URL = "https://api.workos.com/webhook_endpoints";
const OUR_URL = "https://happy-animal-123.convex.site/workos/webhook";

interface Listed {
  id: string;
  endpoint_url: string;
  status: string;
  secret: string;
  events: string[];
}

let listed: Listed[];
const server = setupServer(
  http.get(ENDPOINTS_URL, ({ request }) => {
    const query = new URL(request.url).searchParams;
    const from = listed.findIndex(({ id }) => id === query.get("after")) + 1;
    const data = listed.slice(from, from + Number(query.get("limit")));
    const hasMore = from + data.length < listed.length;
    const after = hasMore ? data.at(-1)?.id : null;
    return HttpResponse.json({ object: "list", data, list_metadata: { before: null, after } });
  }),
  http.post(ENDPOINTS_URL, async ({ request }) => {
    const made = { ...((await request.json()) as Listed), id: "we_new", status: "enabled" };
    listed.push({ ...made, secret: "whsec_new" });
    return HttpResponse.json(listed.at(-1), { status: 201 });
  }),
  http.patch(`${ENDPOINTS_URL}/:id`, async ({ request, params }) => {
    const change = (await request.json()) as Partial<Listed>;
    listed = listed.map((one) => (one.id === params["id"] ? { ...one, ...change } : one));
    return HttpResponse.json(listed.find(({ id }) => id === params["id"]));
  }),
);

let backend: Backend;
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
beforeEach(() => {
  backend = startBackend(WITH_API_KEY);
  listed = [
    {
      id: "we_1",
      endpoint_url: OUR_URL,
      status: "disabled",
      secret: WEBHOOK_SECRET,
      events: ["user.created"],
    },
  ];
});
afterEach(() => {
  server.resetHandlers();
  vi.unstubAllEnvs();
});
afterAll(() => server.close());

const audit = async () => await backend.run((ctx) => ctx.db.query("auditLog").collect());
const failureOf = async (call: Promise<unknown>): Promise<{ code: string; message: string }> => {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ConvexError)) throw new Error("no ConvexError");
  return error.data as { code: string; message: string };
};

describe("gatehouse/endpoints:check", () => {
  it("finds ours behind any number of others", async () => {
    const other = { status: "enabled", secret: "whsec_other", events: [] };
    const others = Array.from({ length: 230 }, (_, number) => ({
      ...{ ...other, id: `we_other${number}`, endpoint_url: `https://example.com/${number}` },
    }));
    listed = [...others, ...listed];
    const support = await signedInAs(backend, "support");
    const { endpoints, plan } = await support.action(api.gatehouse.endpoints.check, {});
    expect(endpoints).toHaveLength(231);
    expect(endpoints.find(({ relation }) => relation === "ours")?.id).toBe("we_1");
    expect(plan.join()).not.toContain("Create");
  });

  it("says what is wrong and what would mend it, and keeps the secret to itself", async () => {
    const support = await signedInAs(backend, "support");
    const report = await support.action(api.gatehouse.endpoints.check, {});
    expect(report).toMatchObject({
      url: OUR_URL,
      endpoints: [{ id: "we_1", relation: "ours", enabled: false, secret: "fits" }],
      problems: [{ code: "webhook-endpoint-disabled" }, { code: "webhook-events-not-subscribed" }],
    });
    expect(report.plan).toEqual([
      expect.stringMatching(/^Change we_1: switch it on, subscribe it to all \d+ events$/),
    ]);
    expect(JSON.stringify(report)).not.toContain("whsec");
    expect(await audit()).toEqual([]);
  });

  it.each<[string, () => Response, RegExp]>([
    ["401", () => new HttpResponse(null, { status: 401 }), /WORKOS_API_KEY sk_/],
    ["403", () => new HttpResponse(null, { status: 403 }), /permission/],
    ["404", () => new HttpResponse(null, { status: 404 }), /another environment/],
    [
      "422",
      () => HttpResponse.json({ message: "Validation failed." }, { status: 422 }),
      /“Validation failed.”/,
    ],
    [
      "429",
      () => new HttpResponse(null, { status: 429, headers: { "retry-after": "3" } }),
      /in 3 s/,
    ],
    ["503", () => new HttpResponse("<html>", { status: 503 }), /WorkOS's side/],
    ["HTML", () => new HttpResponse("<!doctype html>"), /web page.*WORKOS_API_URL/],
    ["nothing", () => HttpResponse.error(), /Nothing answered at https:\/\/api\.workos\.com/],
    ["no list", () => HttpResponse.json({}), /without a list/],
  ])("puts %s into words", async (_name, response, words) => {
    server.use(http.get(ENDPOINTS_URL, response));
    const support = await signedInAs(backend, "support");
    const failure = await failureOf(support.action(api.gatehouse.endpoints.check, {}));
    expect(failure).toMatchObject({ code: "workos_failed" });
    expect(failure.message).toMatch(words);
  });

  it("says so when there is no key to ask with", async () => {
    vi.stubEnv("WORKOS_API_KEY", "");
    const support = await signedInAs(backend, "support");
    const { message } = await failureOf(support.action(api.gatehouse.endpoints.check, {}));
    expect(message).toMatch(/WORKOS_API_KEY is not set/);
  });

  it("is not for auditors", async () => {
    const auditor = await signedInAs(backend, "auditor");
    expect(await failureOf(auditor.action(api.gatehouse.endpoints.check, {}))).toMatchObject({
      code: "role_missing",
    });
  });
});

describe("gatehouse/endpoints:repair", () => {
  it("mends what there is, and is on record", async () => {
    const admin = await signedInAs(backend, "admin");
    const report = await admin.action(api.gatehouse.endpoints.repair, {});
    expect(report).toMatchObject({ problems: [], plan: [] });
    expect(listed).toMatchObject([{ id: "we_1", status: "enabled" }]);
    expect(await audit()).toMatchObject([
      {
        action: "endpoint.repair",
        targetId: "we_1",
        details: { before: `off, ${OUR_URL}, 1 events` },
      },
    ]);
    expect(await admin.action(api.gatehouse.endpoints.repair, {})).toEqual({
      ...report,
      checkedAt: expect.any(Number) as number,
    });
    expect(await audit()).toHaveLength(1);
  });

  it("creates one where there is none, and tells which secret is now missing here", async () => {
    listed = [];
    const admin = await signedInAs(backend, "admin");
    const report = await admin.action(api.gatehouse.endpoints.repair, {});
    expect(listed).toMatchObject([{ endpoint_url: OUR_URL, events: WEBHOOK_EVENTS }]);
    expect(report.problems.map(({ code }) => code)).toEqual(["webhook-secret-mismatch"]);
    expect(JSON.stringify([report, await audit()])).not.toContain("whsec");
  });

  it("says what WorkOS refused, and that goes on record, too", async () => {
    server.use(
      http.patch(`${ENDPOINTS_URL}/:id`, () =>
        HttpResponse.json({ code: "invalid_url", message: "Not https." }, { status: 422 }),
      ),
    );
    const admin = await signedInAs(backend, "admin");
    const failure = await failureOf(admin.action(api.gatehouse.endpoints.repair, {}));
    expect(failure).toMatchObject({ code: "workos_failed" });
    expect(failure.message).toMatch(/https addresses/);
    expect((await audit()).map(({ action }) => action)).toEqual([
      "endpoint.repair",
      "endpoint.repair.failed",
    ]);
  });

  it("needs an admin", async () => {
    const support = await signedInAs(backend, "support");
    expect(await failureOf(support.action(api.gatehouse.endpoints.repair, {}))).toMatchObject({
      code: "role_missing",
    });
    expect(listed).toMatchObject([{ status: "disabled" }]);
  });
});
