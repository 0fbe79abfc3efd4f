import { trackingNumber } from "@parcels/labels";
import { v } from "convex/values";
import { internal } from "./_generated/api";
import { internalMutation, mutation, query } from "./_generated/server";
import { checkServerKey, serverKey } from "./serverKey";

export const send = mutation({
	args: { ...serverKey, sender: v.id("users"), weightInGrams: v.number() },
	returns: v.string(),
	handler: async (ctx, { serverKey, sender, weightInGrams }) => {
		checkServerKey({ serverKey });
		const sent = await ctx.db
			.query("counts")
			.withIndex("by_name", (q) => q.eq("name", "sent"))
			.unique();
		const value = (sent?.value ?? 0) + 1;
		if (sent === null) await ctx.db.insert("counts", { name: "sent", value });
		else await ctx.db.patch(sent._id, { value });
		const number = trackingNumber(value);
		const parcel = await ctx.db.insert("parcels", { number, sender, weightInGrams, state: "waiting" });
		await ctx.scheduler.runAfter(0, internal.parcels.assign, { parcel });
		return number;
	},
});

export const assign = internalMutation({
	args: { parcel: v.id("parcels") },
	returns: v.null(),
	handler: async (ctx, { parcel }) => {
		const couriers = await ctx.db.query("users").collect();
		const courier = couriers.find(({ isCourier }) => isCourier);
		if (courier) await ctx.db.patch(parcel, { courier: courier._id, state: "on its way" });
		return null;
	},
});

export const assignWaiting = internalMutation({
	args: {},
	returns: v.null(),
	handler: async (ctx) => {
		const waiting = await ctx.db
			.query("parcels")
			.withIndex("by_state", (q) => q.eq("state", "waiting"))
			.collect();
		for (const { _id } of waiting) {
			await ctx.scheduler.runAfter(0, internal.parcels.assign, { parcel: _id });
		}
		return null;
	},
});

export const track = query({
	args: { number: v.string() },
	handler: async (ctx, { number }) => {
		const parcel = await ctx.db
			.query("parcels")
			.withIndex("by_number", (q) => q.eq("number", number))
			.unique();
		return parcel && { state: parcel.state, weightInGrams: parcel.weightInGrams };
	},
});
