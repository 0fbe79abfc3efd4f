import { describe, expect, it } from "vitest";
import { api } from "../../_generated/api";
import { codeOf, comparedWorld, person } from "../reconcile/world.fixture";

const world = comparedWorld();

/** The only difference a comparison found, its sides as objects. */
async function found(dryRun = false) {
  await world.reconcile(dryRun);
  const [drift, ...others] = await world.drift();
  expect(others).toEqual([]);
  const side = (text: string | undefined) => JSON.parse(text ?? "null") as object;
  return { ...drift, before: side(drift?.before), after: side(drift?.after) };
}

const CREATED_AT = Date.parse(person(1).created_at);
const PROFILE = {
  ...{ email: "p1@example.com", emailVerified: true, locale: "en-GB", createdAt: CREATED_AT },
  ...{ name: "Ada Lovelace", firstName: "Ada", lastName: "Lovelace" },
  avatarUrl: "https://example.com/ada.png",
};

describe("a difference on record", () => {
  it("keeps who was deleted here, as they last were", async () => {
    await world.receive("user.created", person(1));
    expect(await found()).toMatchObject({
      ...{ kind: "missing_in_workos", action: "repaired", fields: ["status"] },
      before: { ...PROFILE, status: "active" },
      after: { ...PROFILE, status: "deleted" },
    });
  });

  it("keeps who came in", async () => {
    world.users.push(person(1));
    expect(await found()).toMatchObject({
      ...{ kind: "missing_here", action: "repaired", before: {} },
      after: { ...PROFILE, status: "active" },
    });
  });

  it("says what WorkOS has of a user who is deleted here", async () => {
    await world.receive("user.created", person(1));
    await world.receive("user.deleted", { id: "user_0001" });
    const updated_at = "2026-11-22T00:00:00.000Z";
    world.users.push(person(1, { email: "new@example.com", updated_at }));
    expect(await found()).toMatchObject({
      ...{ kind: "deleted_here", action: "left_alone", fields: ["status"] },
      before: { ...PROFILE, status: "deleted" },
      after: { ...PROFILE, email: "new@example.com", status: "active" },
    });
  });

  it("says nothing personal of a user who is erased here, though WorkOS has them", async () => {
    await world.receive("user.created", person(1));
    await world.receive("user.deleted", { id: "user_0001" });
    const user = await world.userOf("user_0001");
    if (user === null) throw new Error("no user");
    await world.admin.mutation(api.gatehouse.erasure.erase, { id: user._id });
    await world.settle();
    world.users.push(person(1));
    const { before, after, fields } = await found();
    expect({ before, after, fields }).toEqual({
      ...{ before: { status: "deleted" }, after: { status: "active" }, fields: ["status"] },
    });
  });

  it("tells when the time of creation was put right", async () => {
    await world.receive("user.created", person(1));
    await setCreatedAt(CREATED_AT + 1);
    world.users.push(person(1));
    expect(await found()).toMatchObject({
      ...{ kind: "different", action: "repaired", fields: ["createdAt"] },
      ...{ before: { createdAt: CREATED_AT + 1 }, after: { createdAt: CREATED_AT } },
    });
    expect(await world.userOf("user_0001")).toMatchObject({ createdAt: CREATED_AT });
  });

  it.each([true, false])(
    "tells of a time before WorkOS's, and keeps it (dry run: %s)",
    async (dryRun) => {
      await world.receive("user.created", person(1));
      await setCreatedAt(CREATED_AT - 1);
      world.users.push(person(1));
      expect(await found(dryRun)).toMatchObject({
        ...{ kind: "different", action: "left_alone", reason: "created-earlier-here" },
        ...{ before: { createdAt: CREATED_AT - 1 }, after: { createdAt: CREATED_AT } },
      });
      const driftId = (await world.drift())[0]?._id;
      if (driftId === undefined) throw new Error("nothing was found");
      expect(await codeOf(world.admin.action(api.gatehouse.drift.repair, { driftId }))).toBe(
        "invalid_input",
      );
      expect(await world.userOf("user_0001")).toMatchObject({ createdAt: CREATED_AT - 1 });
    },
  );
});

async function setCreatedAt(createdAt: number): Promise<void> {
  const user = await world.userOf("user_0001");
  if (user === null) throw new Error("no user");
  await world.backend.run((ctx) =>
    ctx.db.patch("users", user._id, { createdAt, workosCreatedAt: createdAt }),
  );
}
