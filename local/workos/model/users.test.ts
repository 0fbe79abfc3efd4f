import { describe, expect, it } from "vitest";
import { createHarness, START_MS } from "../testing/harness";
import { EmailTakenError } from "./users";

const START = new Date(START_MS).toISOString();
const API = { id: "key_01", source: "api", name: "API key" } as const;

function lastEvent(harness: ReturnType<typeof createHarness>) {
  return harness.model.tables.events.all().at(-1);
}

describe("creating a user", () => {
  it("fills in what is not said and emits user.created with the whole user", () => {
    const harness = createHarness();
    const user = harness.model.users.create({ email: "ada@example.com", first_name: "Ada" });
    expect(user).toEqual({
      object: "user",
      id: expect.stringMatching(/^user_[0-9A-Z]{26}$/),
      email: "ada@example.com",
      email_verified: false,
      first_name: "Ada",
      last_name: null,
      name: "Ada",
      profile_picture_url: null,
      last_sign_in_at: null,
      locale: null,
      external_id: null,
      metadata: {},
      created_at: START,
      updated_at: START,
    });
    expect(lastEvent(harness)).toEqual({
      object: "event",
      id: expect.stringMatching(/^event_[0-9A-Z]{26}$/),
      event: "user.created",
      data: user,
      created_at: START,
      context: { client_id: harness.model.config.clientId },
    });
  });

  it("takes ids and times that are given", () => {
    const { model } = createHarness();
    const given = { id: "user_01FIXED", created_at: "2025-01-01T00:00:00.000Z" };
    expect(model.users.create({ email: "ada@example.com", ...given })).toMatchObject(given);
  });

  it.each([
    ["both", "Ada", "Lovelace", "Ada Lovelace"],
    ["first only", "Ada", null, "Ada"],
    ["last only", null, "Lovelace", "Lovelace"],
    ["none", null, null, null],
    ["empty", "", "", null],
  ])("makes the name out of %s", (_name, first_name, last_name, name) => {
    const { model } = createHarness();
    expect(model.users.create({ email: "a@example.com", first_name, last_name }).name).toBe(name);
  });

  it("keeps e-mail addresses unique, whatever their case", () => {
    const { model } = createHarness();
    model.users.create({ email: "ada@example.com" });
    expect(() => model.users.create({ email: "ADA@example.com" })).toThrow(EmailTakenError);
    expect(model.tables.users.size).toBe(1);
  });
});

describe("updating a user", () => {
  it("emits user.updated with what was there before and who did it", () => {
    const harness = createHarness();
    const { users } = harness.model;
    const ada = users.create({ email: "ada@example.com", first_name: "Ada", last_name: "Byron" });
    harness.clock.advance(1000);
    const updated = users.update(ada, { last_name: "Lovelace" }, API);
    expect(updated).toMatchObject({ name: "Ada Lovelace", created_at: START });
    expect(Date.parse(updated.updated_at)).toBe(START_MS + 1000);
    expect(lastEvent(harness)).toMatchObject({
      event: "user.updated",
      data: updated,
      context: {
        actor: API,
        previous_attributes: { last_name: "Byron", name: "Ada Byron" },
      },
    });
  });

  it("takes the verification away from a changed address, not from the same one", () => {
    const { model } = createHarness();
    const ada = model.users.create({ email: "ada@example.com", email_verified: true });
    expect(model.users.update(ada, { email: "ada@example.com" }).email_verified).toBe(true);
    expect(model.users.update(ada, { email: "ada@new.example" }).email_verified).toBe(false);
    const sure = { email: "ada@sure.example", email_verified: true };
    expect(model.users.update(ada, sure).email_verified).toBe(true);
  });

  it("refuses somebody else's address", () => {
    const { model } = createHarness();
    const ada = model.users.create({ email: "ada@example.com" });
    model.users.create({ email: "bob@example.com" });
    expect(() => model.users.update(ada, { email: "bob@example.com" })).toThrow(EmailTakenError);
    expect(model.users.update(ada, { email: "Ada@example.com" }).email).toBe("Ada@example.com");
  });

  it("freezes what an event says at its time", () => {
    const harness = createHarness();
    const ada = harness.model.users.create({
      email: "ada@example.com",
      metadata: { plan: "free" },
    });
    harness.model.users.update(ada, { metadata: { plan: "team" } });
    const [created] = harness.model.tables.events.all();
    expect(created?.data).toEqual(ada);
  });
});

describe("deleting a user", () => {
  it("emits user.deleted with the whole user and ends their sessions", () => {
    const harness = createHarness();
    const { model } = harness;
    const ada = model.users.create({ email: "ada@example.com" });
    const bob = model.users.create({ email: "bob@example.com" });
    model.sessions.start(ada, "password", { ip_address: null, user_agent: null });
    const kept = model.sessions.start(bob, "password", { ip_address: null, user_agent: null });
    model.users.remove(ada, API);
    expect(model.tables.sessions.all()).toEqual([kept]);
    expect(lastEvent(harness)).toMatchObject({
      event: "user.deleted",
      data: ada,
      context: { actor: API },
    });
  });
});

describe("noting a sign-in", () => {
  it("is a silent write: no user.updated, no new updated_at", () => {
    const harness = createHarness();
    const ada = harness.model.users.create({ email: "ada@example.com" });
    const before = harness.eventTypes();
    const noted = harness.model.users.noteSignIn(ada, "2026-01-15T13:00:00.000Z");
    expect(noted).toEqual({ ...ada, last_sign_in_at: "2026-01-15T13:00:00.000Z" });
    expect(harness.eventTypes()).toEqual(before);
  });
});
