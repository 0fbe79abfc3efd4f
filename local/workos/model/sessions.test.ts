import { describe, expect, it } from "vitest";
import { createHarness, START_MS } from "../testing/harness";
import { METHOD_NAMES, SIGN_IN_METHODS } from "./methods";

const CLIENT = { ip_address: "203.0.113.9", user_agent: "Mozilla/5.0" };
const START = new Date(START_MS).toISOString();

function withUser() {
  const harness = createHarness();
  return { ...harness, ada: harness.model.users.create({ email: "ada@example.com" }) };
}

describe("starting a session", () => {
  it.each(METHOD_NAMES)("emits session.created in the shape WorkOS documents, by %s", (method) => {
    const { model, ada } = withUser();
    const session = model.sessions.start(ada, method, CLIENT);
    expect(session).toEqual({
      object: "session",
      id: expect.stringMatching(/^session_[0-9A-Z]{26}$/),
      user_id: ada.id,
      ...CLIENT,
      auth_method: SIGN_IN_METHODS[method].session,
      status: "active",
      expires_at: new Date(START_MS + 30 * 86_400_000).toISOString(),
      ended_at: null,
      created_at: START,
      updated_at: START,
    });
    expect(model.tables.events.all().at(-1)).toMatchObject({
      event: "session.created",
      data: session,
    });
  });
});

describe("revoking a session", () => {
  it("emits session.revoked once", () => {
    const { model, ada, clock, eventTypes } = withUser();
    const session = model.sessions.start(ada, "sso", CLIENT);
    clock.advance(5_000);
    const ended = model.sessions.revoke(session);
    const at = new Date(START_MS + 5_000).toISOString();
    expect(ended).toMatchObject({ status: "revoked", ended_at: at, updated_at: at });
    expect(model.sessions.revoke(ended)).toBe(ended);
    expect(eventTypes().filter((type) => type === "session.revoked")).toHaveLength(1);
  });
});

describe("refresh tokens", () => {
  it("work once", () => {
    const { model, ada } = withUser();
    const session = model.sessions.start(ada, "password", CLIENT);
    const token = model.sessions.issueRefreshToken(session);
    expect(model.sessions.exchange(token)).toEqual(session);
    expect(model.sessions.exchange(token)).toBe("exchanged");
  });

  it("emit nothing", () => {
    const { model, ada, eventTypes } = withUser();
    const token = model.sessions.issueRefreshToken(model.sessions.start(ada, "password", CLIENT));
    const before = eventTypes();
    model.sessions.exchange(token);
    expect(eventTypes()).toEqual(before);
  });

  it.each<[string, (harness: ReturnType<typeof withUser>, token: string) => void]>([
    ["revoked", ({ model }) => void model.tables.sessions.all().map(model.sessions.revoke)],
    ["expired", ({ clock }) => clock.advance(30 * 86_400_000)],
    ["their user's deletion", ({ model, ada }) => model.users.remove(ada)],
  ])("end with a session: %s", (_name, end) => {
    const harness = withUser();
    const { sessions } = harness.model;
    const token = sessions.issueRefreshToken(sessions.start(harness.ada, "password", CLIENT));
    end(harness, token);
    expect(sessions.exchange(token)).toBe("ended");
  });

  it("that nobody issued are unknown", () => {
    expect(withUser().model.sessions.exchange("made up")).toBe("unknown");
  });
});
