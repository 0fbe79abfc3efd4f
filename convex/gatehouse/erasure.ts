import { v } from "convex/values";
import { literals, nullable } from "convex-helpers/validators";
import { internal } from "../_generated/api";
import type { Doc } from "./tables/dataModel";
import { internalMutation, type MutationCtx } from "./tables/server";
import { appError } from "./lib/errors";
import { ERASABLE, ERASERS, type Erasable } from "./erasure/erasers";
import { operatorMutation } from "./functions";
import { guestFields } from "./tables/users";
import { REQUIRED_BY_APP, withRequiredTexts } from "./users/appFields";

/**
 * Erases the personal data of a user who is deleted in WorkOS: from the row at once, with the audit
 * row, and from everything else in steps that follow by themselves. What stays is the tombstone,
 * which keeps late events from bringing the user back, and figures without a name. Called again it
 * only sees to it that the steps go on.
 * @throws `not_found`, or `invalid_input` for a user who is not deleted
 */
export const erase = operatorMutation({
  role: "admin",
  args: { id: v.id("users") },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    const user = await ctx.db.get("users", id);
    if (user === null) throw appError("not_found", "This user is no longer in the table.");
    if (user.deletedAt === undefined) {
      throw appError(
        "invalid_input",
        "This user is not deleted. Delete them in WorkOS first; the event that follows deletes them here.",
      );
    }
    if (user.erased === undefined) {
      await eraseRow(ctx, user);
      // The row is there for good: it names nobody.
      await ctx.audit({ action: "user.erase", targetType: "user", targetId: user.workosId });
    }
    if (user.erased?.isDone !== true) await goOn(ctx, user, ERASABLE[0], null);
    return null;
  },
});

/** Erases a page of one kind of record about a user, then asks for the next page or kind. */
export const step = internalMutation({
  args: {
    userId: v.id("users"),
    kind: literals(...ERASABLE),
    cursor: nullable(v.string()),
  },
  returns: v.null(),
  handler: async (ctx, { userId, kind, cursor }) => {
    const user = await ctx.db.get("users", userId);
    if (user?.erased === undefined) return null;
    const next = await ERASERS[kind](ctx, user, cursor);
    const following = next === null ? ERASABLE[ERASABLE.indexOf(kind) + 1] : kind;
    if (following !== undefined) await goOn(ctx, user, following, next);
    else await finish(ctx, user);
    return null;
  },
});

async function goOn(
  ctx: MutationCtx,
  { _id }: Doc<"users">,
  kind: Erasable,
  cursor: string | null,
) {
  await ctx.scheduler.runAfter(0, internal.gatehouse.erasure.step, { userId: _id, kind, cursor });
}

/** What an erased row keeps of itself: it names nobody, and tells how the app's own deletion went. */
const KEPT: ReadonlySet<string> = new Set([
  ...["_id", "_creationTime", "workosId", "createdAt", "updatedAt", "workosCreatedAt"],
  ...["deletedAt", "status", "deletionStatus"],
  ...["deletionStartedAt", "deletionCompletedAt", "deletionProgress"],
  // The steps search by it; `finish` takes it away.
  "email",
]);

/**
 * Leaves of a row what names nobody, and for a moment the address. Of the app's own fields those
 * stay that its table requires.
 */
async function eraseRow(ctx: MutationCtx, user: Doc<"users">): Promise<void> {
  const now = Date.now();
  const names = Object.keys(user).filter((name) => !KEPT.has(name) && !isAppsOwn(name));
  const gone = withRequiredTexts(Object.fromEntries(names.map((name) => [name, undefined])));
  const erased = { at: now, isDone: false };
  await ctx.db.patch("users", user._id, { ...gone, updatedAt: now, erased });
  await erasePhoto(ctx, user);
}

/** Whether only the app knows what a field is, and its table cannot do without. */
function isAppsOwn(name: string): boolean {
  return REQUIRED_BY_APP.includes(name) && !(name in guestFields);
}

async function erasePhoto(ctx: MutationCtx, { profilePhotoId: id }: Doc<"users">): Promise<void> {
  if (id === undefined || (await ctx.db.system.get("_storage", id)) === null) return;
  await ctx.storage.delete(id);
}

async function finish(ctx: MutationCtx, { _id, erased }: Doc<"users">): Promise<void> {
  if (erased === undefined) return;
  await ctx.db.patch("users", _id, {
    ...withRequiredTexts({ email: undefined }),
    erased: { ...erased, isDone: true },
  });
}
