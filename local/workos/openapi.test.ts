import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv2020 } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { components } from "@workos/openapi-spec";
import { parse } from "yaml";
import type { CorsOrigin, RedirectUri, User, WebhookEndpoint } from "./model/types";
import { CLIENT_ID, createHarness, type CallOptions, type Harness } from "./testing/harness";
import { authenticate, signInAs } from "./testing/authkit";
import { METHOD_NAMES } from "./model/methods";
import { SUBSCRIBABLE_EVENTS } from "./model/eventTypes";

/** Every answer against WorkOS's published OpenAPI document. */

type Schemas = components["schemas"];

interface Spec {
  readonly paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
  readonly components: { readonly schemas: Record<string, unknown> };
}

const specFile = createRequire(import.meta.url).resolve("@workos/openapi-spec/spec");
const spec = parse(readFileSync(specFile, "utf8"), { maxAliasCount: -1 }) as Spec;
const ajv: Ajv2020 = addFormats.default(
  new Ajv2020({ strict: false, allErrors: true, discriminator: false }),
) as Ajv2020;
ajv.addSchema({ $id: "workos", ...spec });

const pointer = (...parts: (string | number)[]) =>
  parts
    .map((part) => encodeURIComponent(String(part).replaceAll("~", "~0").replaceAll("/", "~1")))
    .join("/");

/** Says how a body differs from what the document promises for this answer. */
function differences(path: string, method: string, status: number, body: unknown): unknown[] {
  const answer = pointer(
    "paths",
    path,
    method,
    "responses",
    status,
    "content",
    "application/json",
    "schema",
  );
  const validate = ajv.getSchema(`workos#/${answer}`);
  if (validate === undefined) throw new Error(`The document has no ${method} ${path} ${status}.`);
  if (validate(body) === true) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

interface Setup {
  readonly harness: Harness;
  readonly userId: string;
  readonly sessionId: string;
  readonly endpointId: string;
}

async function setUp(): Promise<Setup> {
  const harness = createHarness({ holdBackMs: 0 });
  const { id: userId } = harness.model.users.create({
    email: "ada@example.com",
    metadata: { plan: "team" },
  });
  await signInAs(harness, userId);
  const [session] = harness.model.tables.sessions.all();
  const { body } = await harness.call<{ id: string }>("POST", "/webhook_endpoints", {
    body: { endpoint_url: "https://app.example.com/hook", events: ["user.created"] },
  });
  return { harness, userId, sessionId: session?.id ?? "", endpointId: body.id };
}

const USERS = "/user_management/users";
const endpoint = (endpoint_url: string, events: unknown = ["user.created"]): CallOptions => ({
  body: { endpoint_url, events },
});

const CALLS: [
  status: number,
  method: "get" | "post" | "put" | "patch" | "delete",
  documented: string,
  path: (setup: Setup) => string,
  options?: CallOptions,
][] = [
  [200, "get", USERS, () => `${USERS}?limit=5`],
  [422, "get", USERS, () => `${USERS}?limit=0`],
  [201, "post", USERS, () => USERS, { body: { email: "new@example.com" } }],
  [400, "post", USERS, () => USERS, { body: { email: "ada@example.com" } }],
  [422, "post", USERS, () => USERS, { body: {} }],
  [200, "get", `${USERS}/{id}`, ({ userId }) => `${USERS}/${userId}`],
  [404, "get", `${USERS}/{id}`, () => `${USERS}/user_nobody`],
  [200, "put", `${USERS}/{id}`, ({ userId }) => `${USERS}/${userId}`, { body: { locale: "en" } }],
  [422, "put", `${USERS}/{id}`, ({ userId }) => `${USERS}/${userId}`, { body: { email: "x" } }],
  [404, "delete", `${USERS}/{id}`, () => `${USERS}/user_nobody`],
  [404, "get", `${USERS}/external_id/{external_id}`, () => `${USERS}/external_id/none`],
  [200, "get", `${USERS}/{id}/sessions`, ({ userId }) => `${USERS}/${userId}/sessions`],
  [404, "get", `${USERS}/{id}/sessions`, () => `${USERS}/user_nobody/sessions`],
  [422, "get", `${USERS}/{id}/sessions`, ({ userId }) => `${USERS}/${userId}/sessions?limit=0`],
  [
    400,
    "post",
    "/user_management/sessions/revoke",
    () => "/user_management/sessions/revoke",
    { body: {} },
  ],
  [422, "get", "/user_management/sessions/logout", () => "/user_management/sessions/logout"],
  [200, "get", "/events", () => `/events?events=${[...SUBSCRIBABLE_EVENTS].join(",")}&limit=100`],
  [422, "get", "/events", () => "/events"],
  [400, "get", "/events", () => "/events?events=user.created&organization_id=org_1"],
  [200, "get", "/sso/jwks/{clientId}", () => `/sso/jwks/${CLIENT_ID}`],
  [404, "get", "/sso/jwks/{clientId}", () => "/sso/jwks/client_other"],
  [200, "get", "/webhook_endpoints", () => "/webhook_endpoints"],
  [
    201,
    "post",
    "/webhook_endpoints",
    () => "/webhook_endpoints",
    endpoint("https://b.example.com/"),
  ],
  [
    409,
    "post",
    "/webhook_endpoints",
    () => "/webhook_endpoints",
    endpoint("https://app.example.com/hook"),
  ],
  [
    422,
    "post",
    "/webhook_endpoints",
    () => "/webhook_endpoints",
    endpoint("http://b.example.com/"),
  ],
  [
    422,
    "post",
    "/webhook_endpoints",
    () => "/webhook_endpoints",
    endpoint("https://c.example/", ["x"]),
  ],
  [
    200,
    "patch",
    "/webhook_endpoints/{id}",
    ({ endpointId }) => `/webhook_endpoints/${endpointId}`,
    { body: { status: "disabled" } },
  ],
  [404, "patch", "/webhook_endpoints/{id}", () => "/webhook_endpoints/we_none", { body: {} }],
  [
    422,
    "patch",
    "/webhook_endpoints/{id}",
    ({ endpointId }) => `/webhook_endpoints/${endpointId}`,
    { body: { events: ["x"] } },
  ],
  [404, "delete", "/webhook_endpoints/{id}", () => "/webhook_endpoints/we_none"],
  [
    201,
    "post",
    "/user_management/redirect_uris",
    () => "/user_management/redirect_uris",
    { body: { uri: "https://b.example.com/cb" } },
  ],
  [
    400,
    "post",
    "/user_management/redirect_uris",
    () => "/user_management/redirect_uris",
    { body: {} },
  ],
  [
    401,
    "post",
    "/user_management/redirect_uris",
    () => "/user_management/redirect_uris",
    { body: {}, key: null },
  ],
  [
    422,
    "post",
    "/user_management/redirect_uris",
    () => "/user_management/redirect_uris",
    { body: { uri: "x" } },
  ],
  [
    201,
    "post",
    "/user_management/cors_origins",
    () => "/user_management/cors_origins",
    { body: { origin: "https://b.example.com" } },
  ],
  [
    409,
    "post",
    "/user_management/cors_origins",
    () => "/user_management/cors_origins",
    { body: { origin: "http://localhost:5173" } },
  ],
  [
    422,
    "post",
    "/user_management/cors_origins",
    () => "/user_management/cors_origins",
    { body: { origin: "x" } },
  ],
  [404, "get", "/user_management/jwt_template", () => "/user_management/jwt_template"],
  [
    200,
    "put",
    "/user_management/jwt_template",
    () => "/user_management/jwt_template",
    { body: { content: "{}" } },
  ],
  [
    422,
    "put",
    "/user_management/jwt_template",
    () => "/user_management/jwt_template",
    { body: { content: "{" } },
  ],
];

describe("answers follow WorkOS's OpenAPI document", () => {
  it.each(CALLS)("%i %s %s", async (status, method, documented, path, options) => {
    const setup = await setUp();
    const answer = await setup.harness.call(method.toUpperCase(), path(setup), options);
    expect(answer.status).toBe(status);
    expect(differences(documented, method, status, answer.body)).toEqual([]);
  });

  it.each(METHOD_NAMES)("200 post /user_management/authenticate, by %s", async (method) => {
    const { harness, userId } = await setUp();
    const { status, body } = await signInAs(harness, userId, method);
    expect(differences("/user_management/authenticate", "post", status, body)).toEqual([]);
  });

  it.each<[number, Record<string, string>]>([
    [400, { grant_type: "authorization_code", code: "wrong", code_verifier: "wrong" }],
    [400, { grant_type: "refresh_token", refresh_token: "wrong" }],
    [400, { grant_type: "refresh_token" }],
    [400, { grant_type: "authorization_code", client_secret: "wrong" }],
    [422, {}],
  ])("%i post /user_management/authenticate for %o", async (status, fields) => {
    const { harness } = await setUp();
    const answer = await authenticate(harness, fields);
    expect(answer.status).toBe(status);
    expect(differences("/user_management/authenticate", "post", status, answer.body)).toEqual([]);
  });
});

describe("events follow it, too", () => {
  it("whatever happens", async () => {
    const { harness, userId } = await setUp();
    const { model } = harness;
    const client = { ip_address: null, user_agent: null };
    const ada = model.tables.users.get(userId);
    if (ada === undefined) throw new Error("nobody was created");
    for (const method of METHOD_NAMES) {
      model.signIns.succeed(ada, method, client);
      for (const kind of ["wrong", "expired", "denied"] as const)
        model.signIns.fail(ada, method, kind, client);
    }
    for (const session of model.tables.sessions.all()) model.sessions.revoke(session);
    model.users.update(ada, { first_name: "Ada" });
    model.users.remove(ada);
    const query = `events=${[...SUBSCRIBABLE_EVENTS].join(",")}&limit=100`;
    const { body } = await harness.call<{ data: unknown[] }>("GET", `/events?${query}`);
    expect(body.data.length).toBeGreaterThan(25);
    expect(differences("/events", "get", 200, body)).toEqual([]);
  });

  it("are told from a wrong one by this very check", async () => {
    const { harness } = await setUp();
    harness.model.events.emit("session.created", { object: "session" });
    const { body } = await harness.call("GET", "/events?events=session.created&limit=100");
    expect(differences("/events", "get", 200, body)).not.toEqual([]);
  });

  it("webhook endpoints can subscribe to all the document names", () => {
    const { properties } = spec.components.schemas.CreateWebhookEndpointDto as {
      properties: { events: { items: { enum: string[] } } };
    };
    const unknown = properties.events.items.enum.filter((type) => !SUBSCRIBABLE_EVENTS.has(type));
    expect(unknown).toEqual([]);
  });
});

describe("our own types", () => {
  it("agree with the document's, or this file does not compile", () => {
    expectTypeOf<User>().toExtend<Schemas["UserlandUser"]>();
    expectTypeOf<RedirectUri>().toExtend<Schemas["RedirectUri"]>();
    expectTypeOf<CorsOrigin>().toExtend<Schemas["CorsOriginResponse"]>();
    expectTypeOf<WebhookEndpoint>().toExtend<Schemas["WebhookEndpointJson"]>();
  });
});
