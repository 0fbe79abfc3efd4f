import { beforeEach, describe, expect, it } from "vitest";
import type { Session } from "../model/types";
import { locationOf, signInAs } from "../testing/authkit";
import { createHarness, type Harness } from "../testing/harness";

let harness: Harness;
let session: Session;
beforeEach(async () => {
  harness = createHarness();
  await start();
});

async function start(): Promise<void> {
  const ada = harness.model.users.create({ email: "ada@example.com" });
  await signInAs(harness, ada.id);
  const [first] = harness.model.tables.sessions.all();
  if (first === undefined) throw new Error("the sign-in made no session");
  session = first;
}

const statusOf = () => harness.model.tables.sessions.get(session.id)?.status;

describe("POST /user_management/sessions/revoke", () => {
  const revoke = (body: object) =>
    harness.call("POST", "/user_management/sessions/revoke", { body });

  it("ends the session and says so in an event", async () => {
    const { status, body } = await revoke({ session_id: session.id });
    expect([status, body]).toMatchObject([200, { id: session.id, status: "revoked" }]);
    expect(statusOf()).toBe("revoked");
    expect(harness.eventTypes().at(-1)).toBe("session.revoked");
  });

  it.each([{}, { session_id: "session_nothing" }, { session_id: 7 }])(
    "answers 400 for %o",
    async (body) => {
      expect((await revoke(body)).status).toBe(400);
      expect(statusOf()).toBe("active");
    },
  );

  it("needs the API key", async () => {
    const { status } = await harness.call("POST", "/user_management/sessions/revoke", {
      body: { session_id: session.id },
      key: null,
    });
    expect([status, statusOf()]).toEqual([401, "active"]);
  });
});

describe("GET /user_management/sessions/logout", () => {
  const logout = (parameters: Record<string, string>) =>
    harness.call("GET", `/user_management/sessions/logout?${new URLSearchParams(parameters)}`, {
      key: null,
    });

  it("ends the session and goes to a registered return_to", async () => {
    const answer = await logout({ session_id: session.id, return_to: "http://localhost:5173/" });
    expect([answer.status, locationOf(answer).href]).toEqual([302, "http://localhost:5173/"]);
    expect(statusOf()).toBe("revoked");
  });

  it("ends AuthKit's own session, so that the next sign-in asks again", async () => {
    const hosted = harness.model.signIns.openHostedSession({
      userId: session.user_id,
      method: "password",
    });
    harness.model.signIns.linkSession(session.id, hosted);
    await logout({ session_id: session.id });
    expect(harness.model.signIns.hostedSession(hosted)).toBeUndefined();
  });

  it("takes every cookie back", async () => {
    const answer = await logout({ session_id: session.id, return_to: "http://localhost:5173" });
    const cookies = answer.headers.getSetCookie();
    expect(cookies).toHaveLength(3);
    for (const cookie of cookies) expect(cookie).toMatch(/^[^=]+=;.*Max-Age=0/);
  });

  it.each([
    ["none", {}],
    ["an unregistered one", { return_to: "https://evil.example/" }],
    ["a relative one", { return_to: "/bye" }],
  ])("without homepage URL and with %s ends on the error page", async (_name, parameters) => {
    const answer = await logout({ session_id: session.id, ...parameters });
    expect(locationOf(answer).href).toBe(
      "https://error.workos.com/user_management/app-homepage-url-not-found",
    );
    expect(statusOf()).toBe("revoked");
  });

  it("falls back to the homepage URL", async () => {
    await harness.call("PUT", "/user_management/app_homepage_url", {
      body: { url: "https://app.example.com/" },
    });
    const answer = await logout({ session_id: session.id, return_to: "/bye" });
    expect(locationOf(answer).href).toBe("https://app.example.com/");
  });

  it("matches return_to with the same wildcard rules", async () => {
    harness = createHarness({ signOutRedirects: ["https://*.example.com/bye"] });
    await start();
    const return_to = "https://pr-7.example.com/bye";
    const answer = await logout({ session_id: session.id, return_to });
    expect(locationOf(answer).href).toBe(return_to);
  });

  it("is 422 without a session, and harmless with one that is gone", async () => {
    expect((await logout({})).status).toBe(422);
    const gone = { session_id: "session_gone", return_to: "http://localhost:5173" };
    expect((await logout(gone)).status).toBe(302);
  });
});
