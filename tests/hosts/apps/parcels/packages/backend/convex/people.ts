import { v } from "convex/values";
import type { Doc, Id } from "./_generated/dataModel";
import { mutation, query } from "./_generated/server";
import type { QueryCtx } from "./_generated/server";
import { checkServerKey, serverKey } from "./serverKey";

function find(ctx: QueryCtx, workosId: string): Promise<Doc<"users"> | null> {
	return ctx.db
		.query("users")
		.withIndex("by_workos_id", (q) => q.eq("workosId", workosId))
		.unique();
}

export const signedIn = mutation({
	args: {
		...serverKey,
		workosId: v.string(),
		email: v.optional(v.string()),
		name: v.optional(v.string()),
	},
	returns: v.id("users"),
	handler: async (ctx, { serverKey, ...profile }): Promise<Id<"users">> => {
		checkServerKey({ serverKey });
		const updatedAt = Date.now();
		const person = await find(ctx, profile.workosId);
		if (person === null) {
			return ctx.db.insert("users", { ...profile, depot: "north", createdAt: updatedAt, updatedAt });
		}
		await ctx.db.patch(person._id, { ...profile, updatedAt });
		return person._id;
	},
});

export const get = query({
	args: { ...serverKey, workosId: v.string() },
	handler: async (ctx, { serverKey, workosId }) => {
		checkServerKey({ serverKey });
		const person = await find(ctx, workosId);
		if (person === null) return null;
		const { email, name, depot } = person;
		return { email, name, depot, isCourier: person.isCourier ?? false };
	},
});

export const move = mutation({
	args: { ...serverKey, workosId: v.string(), depot: v.string() },
	returns: v.null(),
	handler: async (ctx, { serverKey, workosId, depot }) => {
		checkServerKey({ serverKey });
		const person = await find(ctx, workosId);
		if (person === null) throw new Error(`Nobody here is ${workosId}.`);
		await ctx.db.patch(person._id, { depot, updatedAt: Date.now() });
		return null;
	},
});

export const hire = mutation({
	args: { ...serverKey, workosId: v.string() },
	returns: v.null(),
	handler: async (ctx, { serverKey, workosId }) => {
		checkServerKey({ serverKey });
		const person = await find(ctx, workosId);
		if (person !== null) await ctx.db.patch(person._id, { isCourier: true, updatedAt: Date.now() });
		return null;
	},
});

export const remove = mutation({
	args: { ...serverKey, workosId: v.string() },
	returns: v.null(),
	handler: async (ctx, { serverKey, workosId }) => {
		checkServerKey({ serverKey });
		const person = await find(ctx, workosId);
		if (person !== null) await ctx.db.delete(person._id);
		return null;
	},
});

export const atDepot = query({
	args: { ...serverKey, depot: v.string() },
	handler: async (ctx, { serverKey, depot }) => {
		checkServerKey({ serverKey });
		const people = await ctx.db
			.query("users")
			.withIndex("by_depot", (q) => q.eq("depot", depot))
			.collect();
		return people.map(({ name }) => name ?? "somebody");
	},
});
