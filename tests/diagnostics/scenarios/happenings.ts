import type { Doc } from "../../../convex/_generated/dataModel";
import type { MutationCtx } from "../../../convex/_generated/server.d";
import { newUser } from "../../../local/workos/model/users";
import { signWebhook } from "../../../local/workos/webhooks/sign";
import { ADA, DEVICE, ENDPOINT, type Deployment, type Setup } from "../deployment";

const HOUR_MS = 3_600_000;

/** What happened before a check. */
export type Happens = NonNullable<Setup["happens"]>;

/** People whom WorkOS had before anything was delivered sign in now. */
export const oldUsersSignIn =
  (count: number): Happens =>
  ({ workos: { model } }) => {
    for (let number = 0; number < count; number += 1) {
      const email = `person${number}@example.com`;
      const user = newUser({ email, email_verified: true }, model.ids, Date.now());
      model.load({ users: [user] });
      model.sessions.start(user, "password", DEVICE);
    }
  };

const rowOfAda = async (ctx: MutationCtx): Promise<Doc<"users">> => {
  const row = (await ctx.db.query("users").collect()).find(({ email }) => email === ADA);
  if (row === undefined) throw new Error("Ada has no row.");
  return row;
};

/** Takes Ada's row away, as a restore of an older copy does. */
export const forgetAda = async ({ backend }: Deployment): Promise<void> =>
  await backend.run(async (ctx) => await ctx.db.delete((await rowOfAda(ctx))._id));

/** Gives Ada a second row, as code does that inserts without looking. */
export const doubleAda = async ({ backend }: Deployment): Promise<void> =>
  await backend.run(async (ctx) => {
    const { workosId, createdAt, updatedAt } = await rowOfAda(ctx);
    const row = { workosId, email: ADA, status: "active" as const, createdAt, updatedAt };
    await ctx.db.insert("users", row);
  });

/** The signature WorkOS gives a text at a time. */
export const signed = (body: string, atMs: number): string =>
  signWebhook(body, ENDPOINT.secret, atMs);

/** Five deliveries as they come in here: signature and text. */
export const arrivals =
  (arrive: (body: string) => [signature: string, body: string]): Happens =>
  async ({ backend }) => {
    for (let count = 0; count < 5; count += 1) {
      const sent = JSON.stringify({ id: `event_${count}`, event: "user.updated", data: {} });
      const [signature, body] = arrive(sent);
      const headers = { "content-type": "application/json", "workos-signature": signature };
      await backend.fetch("/workos/webhook", { method: "POST", headers, body });
    }
  };

/** Rows that never got an address. */
export const rowsWithoutAddress =
  (count: number): Happens =>
  async ({ backend }) => {
    await backend.run(async (ctx) => {
      const times = { createdAt: Date.now() - HOUR_MS, updatedAt: Date.now() - HOUR_MS };
      for (let number = 0; number < count; number += 1) {
        await ctx.db.insert("users", { workosId: `user_${number}`, status: "active", ...times });
      }
    });
  };
