import { WorkOS } from "@workos-inc/node";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { workosHandlers } from "./handlers";
import { createModel, type Model } from "./model/model";
import { authorizePath, createPkce } from "./testing/authkit";
import { API_KEY, CLIENT_ID, createClock } from "./testing/harness";

/** WorkOS's own SDK against the handlers, at WorkOS's own address. */

const msw = setupServer();
let workos: WorkOS;
let userManagement: WorkOS["userManagement"];
let model: Model;

beforeAll(() => {
  msw.listen({ onUnhandledRequest: "error" });
  // The SDK keeps the fetch it finds when it is made.
  workos = new WorkOS(API_KEY, { clientId: CLIENT_ID });
  ({ userManagement } = workos);
});
beforeEach(() => {
  model = createModel({ holdBackMs: 0, rateLimits: false });
  msw.use(...workosHandlers(model));
});
afterEach(() => msw.resetHandlers());
afterAll(() => msw.close());

describe("users", () => {
  it("are listed page by page to the end (only if the caller names no limit)", async () => {
    const clock = createClock();
    model = createModel({ now: clock.now });
    msw.resetHandlers(...workosHandlers(model));
    const emails = Array.from({ length: 250 }, (_, i) => `p${i}@example.com`);
    for (const email of emails) {
      model.users.create({ email });
      clock.advance(1);
    }
    const list = await userManagement.listUsers({ order: "asc" });
    const all = await list.autoPagination();
    expect(all.map(({ email }) => email)).toEqual(emails);
  });

  it("are created, read, changed and deleted", async () => {
    const created = await userManagement.createUser({
      email: "ada@example.com",
      firstName: "Ada",
      metadata: { plan: "team" },
      externalId: "crm-1",
    });
    expect(await userManagement.getUser(created.id)).toEqual(created);
    expect(await userManagement.getUserByExternalId("crm-1")).toEqual(created);
    const changed = await userManagement.updateUser({ userId: created.id, lastName: "Lovelace" });
    expect(changed).toMatchObject({ firstName: "Ada", lastName: "Lovelace" });
    await userManagement.deleteUser(created.id);
    expect(model.tables.users.size).toBe(0);
  });

  it("that are missing or refused become the SDK's own exceptions", async () => {
    await expect(userManagement.getUser("user_nobody")).rejects.toMatchObject({
      name: "NotFoundException",
      status: 404,
    });
    await expect(userManagement.createUser({ email: "nonsense" })).rejects.toMatchObject({
      name: "UnprocessableEntityException",
    });
    const stranger = new WorkOS("sk_test_wrong");
    await expect(stranger.userManagement.listUsers()).rejects.toMatchObject({
      name: "UnauthorizedException",
    });
  });

  it("have sessions that can be revoked", async () => {
    const ada = model.users.create({ email: "ada@example.com" });
    const nowhere = { ip_address: null, user_agent: null };
    const session = model.sessions.start(ada, "magic_auth", nowhere);
    const { data } = await userManagement.listSessions(ada.id);
    expect(data).toMatchObject([{ id: session.id, authMethod: "magic_code", status: "active" }]);
    await userManagement.revokeSession({ sessionId: session.id });
    expect(model.tables.sessions.get(session.id)?.status).toBe("revoked");
  });
});

describe("events", () => {
  it("are filtered and paged the way the SDK asks", async () => {
    const ada = model.users.create({ email: "ada@example.com" });
    model.users.update(ada, { first_name: "Ada" });
    model.users.remove(ada);
    const events = ["user.created", "user.deleted"] as const;
    const first = await workos.events.listEvents({ events: [...events], limit: 1, order: "asc" });
    expect(first.data).toMatchObject([{ event: "user.created", data: { id: ada.id } }]);
    const { after } = first.listMetadata;
    const second = await workos.events.listEvents({
      events: [...events],
      order: "asc",
      after: after ?? "",
    });
    expect(second.data.map(({ event }) => event)).toEqual(["user.deleted"]);
  });

  it("can be read raw, with every name as WorkOS wrote it", async () => {
    const ada = model.users.create({ email: "ada@example.com" });
    model.signIns.fail(ada, "password", "wrong", { ip_address: "192.0.2.1", user_agent: "x" });
    const { data } = await workos.get<{ data: { data: { ip_address: string } }[] }>("/events", {
      query: { events: "authentication.password_failed" },
    });
    expect(data.data[0]?.data.ip_address).toBe("192.0.2.1");
  });
});

describe("webhook endpoints", () => {
  it("are created, changed, listed and deleted", async () => {
    const { webhooks } = workos;
    const created = await webhooks.createWebhookEndpoint({
      endpointUrl: "https://app.example.com/workos/webhook",
      events: ["user.created"],
    });
    const changed = await webhooks.updateWebhookEndpoint({
      id: created.id,
      status: "disabled",
      events: ["user.created", "session.created"],
    });
    expect(changed).toMatchObject({ status: "disabled", secret: created.secret });
    expect((await webhooks.listWebhookEndpoints()).data).toEqual([changed]);
    await webhooks.deleteWebhookEndpoint({ id: created.id });
    expect(model.tables.webhookEndpoints.size).toBe(0);
  });
});

describe("lists the SDK has no method for", () => {
  it.each(["redirect_uris", "cors_origins"])("%s", async (name) => {
    const { data } = await workos.get<{ data: object[] }>(`/user_management/${name}`, {
      query: { limit: 100 },
    });
    expect(data.data).toHaveLength(1);
  });
});

describe("signing in from a server", () => {
  async function codeFor(userId: string, challenge: string): Promise<string> {
    const opened = await fetch(`https://api.workos.com${authorizePath(challenge)}`, {
      redirect: "manual",
    });
    const page = new URL(opened.headers.get("location") ?? "");
    const authorization = page.searchParams.get("authorization") ?? "";
    const body = new URLSearchParams({ authorization, user_id: userId });
    const done = await fetch(page, { method: "POST", body, redirect: "manual" });
    return new URL(done.headers.get("location") ?? "").searchParams.get("code") ?? "";
  }

  it("exchanges a code and refreshes", async () => {
    const ada = model.users.create({ email: "ada@example.com" });
    const { verifier, challenge } = createPkce();
    const first = await userManagement.authenticateWithCode({
      code: await codeFor(ada.id, challenge),
      codeVerifier: verifier,
    });
    expect(first).toMatchObject({ user: { id: ada.id }, authenticationMethod: "Password" });
    const { refreshToken } = first;
    const second = await userManagement.authenticateWithRefreshToken({ refreshToken });
    expect(second.refreshToken).not.toBe(refreshToken);
    await expect(
      userManagement.authenticateWithRefreshToken({ refreshToken }),
    ).rejects.toMatchObject({ error: "invalid_grant" });
  });
});
