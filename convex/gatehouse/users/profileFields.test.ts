import { expect, expectTypeOf, it } from "vitest";
import type { Profile } from "../../../webhooks/user";
import { PROFILE_FIELDS, type ProfileField } from "../../../webhooks/userState";
import type { NewUser } from "../env/config";
import { startBackend } from "../testing/backend.fixture";
import { applyChange } from "./store";
import { toUserDetail } from "./row";

const SAID: Readonly<Record<string, boolean>> = { emailVerified: true };
const valueOf = (name: ProfileField) => SAID[name] ?? `the ${name.toLowerCase()}`;

it("are all that a decoded user has, and all that an app is told of a new one", () => {
  expectTypeOf<ProfileField>().toEqualTypeOf<keyof Profile>();
  expectTypeOf<Exclude<keyof NewUser, "workosId">>().toEqualTypeOf<ProfileField>();
});

it.each(PROFILE_FIELDS)(
  "%s goes from WorkOS into the row and onto the person's page",
  async (name) => {
    const backend = startBackend();
    const { row, page } = await backend.run(async (ctx) => {
      const { userId } = await applyChange(ctx, {
        userId: "user_01ADA",
        profile: { [name]: valueOf(name) },
        stamp: { updatedAt: 1, eventId: "event_01" },
        source: "user.created",
        createdAt: 1,
        lastSignInAt: null,
        session: null,
        deletedAt: null,
      });
      const user = await ctx.db.get("users", userId);
      if (user === null) throw new Error("The change made no row.");
      return { row: user, page: toUserDetail(user) };
    });
    expect(row).toMatchObject({ [name]: valueOf(name) });
    expect(page).toMatchObject({ [name]: valueOf(name) });
  },
);
