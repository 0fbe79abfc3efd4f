import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../model/types";
import { createHarness, type Harness } from "../testing/harness";

const ROOT = "/user_management/users";

interface UserList {
  readonly data: User[];
  readonly list_metadata: { readonly before: string | null; readonly after: string | null };
}

let harness: Harness;
beforeEach(() => {
  harness = createHarness();
});

function createPeople(...emails: string[]): User[] {
  return emails.map((email) => {
    harness.clock.advance(1000);
    return harness.model.users.create({ email });
  });
}

describe("GET /user_management/users", () => {
  it("lists the newest first, ten at a time", async () => {
    createPeople(...Array.from({ length: 12 }, (_, i) => `p${i}@example.com`));
    const { body } = await harness.call<UserList>("GET", ROOT);
    expect(body.data.map(({ email }) => email)).toEqual(
      Array.from({ length: 10 }, (_, i) => `p${11 - i}@example.com`),
    );
    expect(body.list_metadata).toEqual({ before: null, after: body.data.at(-1)?.id });
  });

  it("follows cursors to the end", async () => {
    const people = createPeople("a@example.com", "b@example.com", "c@example.com");
    const first = await harness.call<UserList>("GET", `${ROOT}?limit=2&order=asc`);
    const next = `${ROOT}?limit=2&order=asc&after=${first.body.list_metadata.after}`;
    const second = await harness.call<UserList>("GET", next);
    expect([...first.body.data, ...second.body.data]).toEqual(people);
    expect(second.body.list_metadata.after).toBeNull();
  });

  it("finds exactly one e-mail, whatever its case", async () => {
    createPeople("ada@example.com", "adam@example.com");
    const { body } = await harness.call<UserList>("GET", `${ROOT}?email=ADA%40example.com`);
    expect(body.data.map(({ email }) => email)).toEqual(["ada@example.com"]);
  });

  it("knows no members of any organization", async () => {
    createPeople("ada@example.com");
    const { body } = await harness.call<UserList>("GET", `${ROOT}?organization_id=org_01`);
    expect(body.data).toEqual([]);
  });

  it.each(["limit=0", "limit=101", "limit=ten", "limit=1.5", "order=up", "after=user_nobody"])(
    "refuses %s with 422",
    async (query) => {
      const { status, body } = await harness.call("GET", `${ROOT}?${query}`);
      expect(status).toBe(422);
      expect(body).toMatchObject({
        code: "invalid_request_parameters",
        message: expect.any(String),
      });
    },
  );
});

describe("POST /user_management/users", () => {
  it("creates a user and says that the API did it", async () => {
    const input = {
      email: "ada@example.com",
      first_name: "Ada",
      last_name: "Lovelace",
      email_verified: true,
      external_id: "crm-1",
      metadata: { plan: "team" },
    };
    const { status, body } = await harness.call("POST", ROOT, { body: input });
    expect(status).toBe(201);
    expect(body).toMatchObject({ object: "user", ...input, name: "Ada Lovelace" });
    expect(harness.model.tables.events.all().at(-1)).toMatchObject({
      event: "user.created",
      context: { actor: { source: "api" } },
    });
  });

  it("refuses an address that is taken", async () => {
    createPeople("ada@example.com");
    const { status, body } = await harness.call("POST", ROOT, {
      body: { email: "ada@example.com" },
    });
    expect([status, body]).toMatchObject([
      400,
      { code: "user_creation_error", errors: [{ code: "email_not_available" }] },
    ]);
  });

  it.each<[string, object | string, string]>([
    ["no e-mail", {}, "email"],
    ["no JSON", "email=ada@example.com", "email"],
    ["a list", [], "email"],
    ["something that is no address", { email: "ada" }, "email"],
    ["a number for a name", { email: "a@b.example", first_name: 7 }, "first_name"],
    ["a word for a flag", { email: "a@b.example", email_verified: "yes" }, "email_verified"],
    ["a long external id", { email: "a@b.example", external_id: "x".repeat(129) }, "external_id"],
    ["a list for metadata", { email: "a@b.example", metadata: [] }, "metadata"],
    ["a number in metadata", { email: "a@b.example", metadata: { a: 1 } }, "metadata"],
    ["a long key", { email: "a@b.example", metadata: { ["k".repeat(41)]: "" } }, "metadata"],
    ["a long value", { email: "a@b.example", metadata: { k: "v".repeat(601) } }, "metadata"],
    [
      "51 keys",
      {
        email: "a@b.example",
        metadata: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, ""])),
      },
      "metadata",
    ],
  ])("refuses %s with 422", async (_name, body, field) => {
    const answer = await harness.call<{ errors: { field: string }[] }>("POST", ROOT, { body });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error) => error.field)).toEqual([field]);
    expect(harness.model.tables.users.size).toBe(0);
  });

  it("takes null for what is not said", async () => {
    const body = { email: "a@b.example", first_name: null, email_verified: null, metadata: null };
    const { status, body: user } = await harness.call("POST", ROOT, { body });
    expect(status).toBe(201);
    expect(user).toMatchObject({ first_name: null, email_verified: false, metadata: {} });
  });
});

describe("one user", () => {
  it("is read by id and by external id", async () => {
    const [ada] = createPeople("ada@example.com");
    if (ada === undefined) throw new Error("nobody was created");
    harness.model.users.update(ada, { external_id: "crm/1 2" });
    const byId = await harness.call("GET", `${ROOT}/${ada.id}`);
    const byExternalId = await harness.call("GET", `${ROOT}/external_id/crm%2F1%202`);
    expect(byId.body).toMatchObject({ id: ada.id, external_id: "crm/1 2" });
    expect(byExternalId.body).toEqual(byId.body);
  });

  it("is changed in what the request names, and nothing else", async () => {
    const created = harness.model.users.create({
      email: "ada@example.com",
      first_name: "Ada",
      locale: "en-GB",
    });
    harness.clock.advance(1000);
    const { status, body } = await harness.call("PUT", `${ROOT}/${created.id}`, {
      body: {
        last_name: "Lovelace",
        locale: null,
        email_verified: null,
        id: "user_evil",
        created_at: "1999-01-01",
      },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...created,
      last_name: "Lovelace",
      name: "Ada Lovelace",
      locale: null,
      updated_at: new Date(harness.clock.now()).toISOString(),
    });
  });

  it("is not changed by a wrong request", async () => {
    const [ada, bob] = createPeople("ada@example.com", "bob@example.com");
    const wrong = await harness.call("PUT", `${ROOT}/${ada?.id}`, { body: { email: "nonsense" } });
    const taken = await harness.call("PUT", `${ROOT}/${ada?.id}`, { body: { email: bob?.email } });
    expect([wrong.status, taken.status]).toEqual([422, 400]);
    expect(harness.eventTypes()).toEqual(["user.created", "user.created"]);
  });

  it("is deleted", async () => {
    const [ada] = createPeople("ada@example.com");
    const { status } = await harness.call("DELETE", `${ROOT}/${ada?.id}`);
    expect(status).toBe(200);
    expect((await harness.call("GET", `${ROOT}/${ada?.id}`)).status).toBe(404);
    expect(harness.eventTypes().at(-1)).toBe("user.deleted");
  });

  it.each(["GET", "PUT", "DELETE"])("that does not exist is 404 for %s", async (method) => {
    const body = method === "PUT" ? { body: {} } : {};
    const answer = await harness.call(method, `${ROOT}/user_nobody`, body);
    expect([answer.status, answer.body]).toEqual([
      404,
      {
        code: "entity_not_found",
        message: "User not found: 'user_nobody'.",
        entity_id: "user_nobody",
      },
    ]);
  });

  it("has sessions while they are active", async () => {
    const [ada] = createPeople("ada@example.com");
    if (ada === undefined) throw new Error("nobody was created");
    const { sessions } = harness.model;
    const client = { ip_address: null, user_agent: null };
    const listed = async () => (await harness.call("GET", `${ROOT}/${ada.id}/sessions`)).body.data;
    sessions.revoke(sessions.start(ada, "password", client));
    const open = sessions.start(ada, "password", client);
    expect(await listed()).toEqual([open]);
    harness.clock.advance(31 * 86_400_000);
    expect(await listed()).toEqual([]);
  });

  it("has sessions, newest first", async () => {
    const [ada, bob] = createPeople("ada@example.com", "bob@example.com");
    if (ada === undefined || bob === undefined) throw new Error("nobody was created");
    const { sessions } = harness.model;
    const client = { ip_address: null, user_agent: null };
    const first = sessions.start(ada, "password", client);
    harness.clock.advance(1000);
    sessions.start(bob, "password", client);
    const second = sessions.start(ada, "sso", client);
    const { body } = await harness.call("GET", `${ROOT}/${ada.id}/sessions`);
    expect(body.data).toEqual([second, first]);
  });
});
