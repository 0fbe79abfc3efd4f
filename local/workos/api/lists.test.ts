import { beforeEach, describe, expect, it } from "vitest";
import { CALLBACK } from "../testing/authkit";
import { createHarness, type Harness } from "../testing/harness";

let harness: Harness;
beforeEach(() => {
  harness = createHarness();
});

interface Row {
  readonly id: string;
}

describe("/user_management/redirect_uris", () => {
  const ROOT = "/user_management/redirect_uris";
  const add = (uri: unknown) => harness.call<Row>("POST", ROOT, { body: { uri } });

  it("lists, newest first, and marks the default", async () => {
    harness.clock.advance(1000);
    await add("https://app.example.com/callback");
    const { body } = await harness.call("GET", `${ROOT}?limit=100`);
    expect(body).toMatchObject({
      object: "list",
      data: [
        { object: "redirect_uri", uri: "https://app.example.com/callback", default: false },
        { uri: CALLBACK, default: true },
      ],
      list_metadata: { before: null, after: null },
    });
  });

  it("answers 201 with an id like redir_…", async () => {
    const { status, body } = await add("https://app.example.com/callback");
    expect([status, body.id]).toEqual([201, expect.stringMatching(/^redir_/)]);
  });

  it.each<[string, unknown, number, string | RegExp]>([
    ["one that exists", CALLBACK, 422, `Redirect URI '${CALLBACK}' already exists.`],
    ["one against the rules", "https://*.netlify.app/cb", 422, /public suffix/],
    ["nothing", undefined, 400, "Bad Request"],
    ["a number", 7, 400, "Bad Request"],
  ])("refuses %s", async (_name, uri, status, message) => {
    const answer = await harness.call("POST", ROOT, { body: { uri } });
    expect(answer.status).toBe(status);
    expect(answer.body.message).toEqual(
      typeof message === "string" ? message : expect.stringMatching(message),
    );
  });

  it("applies production's rules to a production key", async () => {
    const production = createHarness({ apiKey: "sk_live_1", redirectUris: [] });
    const body = { uri: "http://localhost:5173/callback" };
    const { status } = await production.call("POST", ROOT, { key: "sk_live_1", body });
    expect(status).toBe(422);
  });

  it("removes any but the default", async () => {
    const { body: added } = await add("https://app.example.com/callback");
    const standard = harness.model.tables.redirectUris.find((row) => row.default);
    expect((await harness.call("DELETE", `${ROOT}/${added.id}`)).status).toBe(204);
    expect((await harness.call("DELETE", `${ROOT}/${added.id}`)).status).toBe(404);
    expect((await harness.call("DELETE", `${ROOT}/${standard?.id}`)).status).toBe(409);
  });
});

describe("/user_management/cors_origins", () => {
  const ROOT = "/user_management/cors_origins";
  const add = (origin: unknown) => harness.call("POST", ROOT, { body: { origin } });

  it("lists and adds", async () => {
    const { status, body } = await add("https://app.example.com:8443");
    expect([status, body]).toMatchObject([
      201,
      { object: "cors_origin", origin: "https://app.example.com:8443" },
    ]);
    const list = await harness.call<{ data: { origin: string }[] }>("GET", `${ROOT}?order=asc`);
    expect(list.body.data.map(({ origin }) => origin)).toEqual([
      "http://localhost:5173",
      "https://app.example.com:8443",
    ]);
  });

  it("refuses one that exists", async () => {
    const { status, body } = await add("http://localhost:5173");
    expect([status, body]).toEqual([
      409,
      { code: "duplicate_cors_origin", message: "CORS origin already exists." },
    ]);
  });

  it.each(["https://app.example.com/", "https://app.example.com/cb", "app.example.com", "*", 7])(
    "refuses %s: an origin has no path",
    async (origin) => {
      const { status, body } = await add(origin);
      expect([status, body]).toMatchObject([422, { errors: [{ property: "origin" }] }]);
    },
  );
});

describe("/user_management/jwt_template", () => {
  const PATH = "/user_management/jwt_template";
  const put = (content: unknown) => harness.call("PUT", PATH, { body: { content } });

  it("is 404 until there is one", async () => {
    expect((await harness.call("GET", PATH)).status).toBe(404);
  });

  it("is set, replaced and read", async () => {
    const { body: first } = await put("{}");
    harness.clock.advance(1000);
    const { status } = await put('{"email":"{{ user.email }}"}');
    expect(status).toBe(200);
    const { body } = await harness.call("GET", PATH);
    expect(body).toEqual({
      object: "jwt_template",
      content: '{"email":"{{ user.email }}"}',
      created_at: first.created_at,
      updated_at: new Date(harness.clock.now()).toISOString(),
    });
  });

  it.each(["{", '{"sub":"x"}', undefined, 7])("refuses %s", async (content) => {
    const { status, body } = await put(content);
    expect([status, body]).toMatchObject([422, { code: "invalid_request_parameters" }]);
  });
});

describe("PUT /user_management/app_homepage_url", () => {
  it.each([
    ["https://app.example.com", 200],
    ["http://localhost:5173", 422],
    ["nonsense", 422],
    [undefined, 422],
  ])("answers %s with %i", async (url, status) => {
    const path = "/user_management/app_homepage_url";
    expect((await harness.call("PUT", path, { body: { url } })).status).toBe(status);
  });
});
