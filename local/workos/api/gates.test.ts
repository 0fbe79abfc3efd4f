import { describe, expect, it, vi } from "vitest";
import { createPkce, authorizePath } from "../testing/authkit";
import { CLIENT_ID, createHarness } from "../testing/harness";

describe("the API key", () => {
  it.each([
    ["GET", "/user_management/users"],
    ["POST", "/user_management/users"],
    ["PUT", "/user_management/users/user_1"],
    ["DELETE", "/user_management/users/user_1"],
    ["GET", "/user_management/users/user_1/sessions"],
    ["POST", "/user_management/sessions/revoke"],
    ["GET", "/events?events=user.created"],
    ["GET", "/webhook_endpoints"],
    ["POST", "/webhook_endpoints"],
    ["GET", "/user_management/redirect_uris"],
    ["GET", "/user_management/cors_origins"],
    ["GET", "/user_management/jwt_template"],
  ])("is demanded by %s %s", async (method, path) => {
    const harness = createHarness();
    for (const key of [null, "sk_test_wrong", ""]) {
      const answer = await harness.call(method, path, { key });
      expect([answer.status, answer.body]).toEqual([401, { message: "Unauthorized" }]);
    }
  });

  it.each([
    authorizePath(createPkce().challenge),
    `/sso/jwks/${CLIENT_ID}`,
    "/health",
    "/user_management/sessions/logout?session_id=x",
  ])("is not demanded by %s", async (path) => {
    const { status } = await createHarness().call("GET", path, { key: null });
    expect(status).not.toBe(401);
  });
});

describe("rate limits", () => {
  it("stop the 1,001st read within ten seconds and say how long to wait", async () => {
    const harness = createHarness();
    const read = () => harness.call("GET", "/user_management/users?limit=1");
    for (let i = 0; i < 1_000; i++) harness.model.rateLimiter.retryAfter("read", "key");
    const answer = await read();
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "10"]);
    harness.clock.advance(10_000);
    expect((await read()).status).toBe(200);
  });

  it("count writes apart from reads, and events in general only", async () => {
    const harness = createHarness();
    for (let i = 0; i < 1_000; i++) harness.model.rateLimiter.retryAfter("read", "key");
    const write = await harness.call("POST", "/user_management/users", { body: {} });
    const events = await harness.call("GET", "/events?events=user.created");
    expect([write.status, events.status]).toEqual([422, 200]);
  });

  it("can be switched off", async () => {
    const harness = createHarness({ rateLimits: false });
    for (let i = 0; i < 1_000; i++) harness.model.rateLimiter.retryAfter("read", "key");
    expect((await harness.call("GET", "/user_management/users")).status).toBe(200);
  });
});

describe("API faults", () => {
  it.each([
    [{ answer: "error" }, 500, "application/json", "Internal server error."],
    [{ answer: "error", status: 401 }, 401, "application/json", "Unauthorized"],
    [{ answer: "error", status: 403 }, 403, "application/json", "Forbidden"],
    [{ answer: "error", status: 404 }, 404, "application/json", "entity_not_found"],
    [{ answer: "error", status: 422 }, 422, "application/json", "invalid_request_parameters"],
    [{ answer: "error", status: 503 }, 503, "application/json", "Internal server error."],
    [{ answer: "html", status: 502 }, 502, "text/html", "<h1>"],
    [{ answer: "html", status: 200 }, 200, "text/html", "<h1>"],
    [{ answer: "rate-limit" }, 429, "application/json", "too_many_requests"],
  ] as const)("%j answers %i as %s", async (fault, status, type, said) => {
    const harness = createHarness();
    harness.model.setFaults({ api: fault });
    const answer = await harness.call("GET", "/user_management/users");
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toContain(type);
    expect(answer.text).toContain(said);
  });

  it.each([
    [{}, "1"],
    [{ retryAfterSeconds: 90 }, "90"],
    [{ retryAfterSeconds: null }, null],
  ])("rate-limit with %j says to come back in %s", async (settings, expected) => {
    const harness = createHarness();
    harness.model.setFaults({ api: { answer: "rate-limit", ...settings } });
    const answer = await harness.call("GET", "/events?events=user.created");
    expect(answer.headers.get("retry-after")).toBe(expected);
  });

  it("drop breaks the connection", async () => {
    const harness = createHarness();
    harness.model.setFaults({ api: { answer: "drop" } });
    const response = await harness.send(new Request("https://api.workos.com/events"));
    expect(response.type).toBe("error");
  });

  it("timeout never answers", async () => {
    const harness = createHarness();
    harness.model.setFaults({ api: { answer: "timeout" } });
    vi.useFakeTimers();
    const answered = vi.fn();
    void harness.call("GET", "/user_management/users").then(answered);
    await vi.advanceTimersByTimeAsync(3_600_000);
    vi.useRealTimers();
    expect(answered).not.toHaveBeenCalled();
  });

  it("hit only the paths they name", async () => {
    const harness = createHarness();
    harness.model.setFaults({ api: { answer: "error", path: "/events" } });
    const [users, events] = await Promise.all([
      harness.call("GET", "/user_management/users"),
      harness.call("GET", "/events?events=user.created"),
    ]);
    expect([users.status, events.status]).toEqual([200, 500]);
  });

  it.each(["/", "/_standin/state", "/_standin/faults"])("leave %s alone", async (path) => {
    const harness = createHarness();
    harness.model.setFaults({ api: { answer: "error" } });
    const headers = { Host: "localhost:4100" };
    const { status } = await harness.call("GET", path, { key: null, headers });
    expect(status).toBe(200);
  });

  it("slow answers down and still give them", async () => {
    const harness = createHarness();
    harness.model.setFaults({ api: { delayMs: 1 } });
    expect((await harness.call("GET", "/user_management/users")).status).toBe(200);
  });

  it("end when they are cleared", async () => {
    const harness = createHarness();
    harness.model.setFaults({ api: { answer: "error" } });
    harness.model.clearFaults();
    expect((await harness.call("GET", "/user_management/users")).status).toBe(200);
  });
});
