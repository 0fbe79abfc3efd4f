import { defineTable } from "convex/server";
import { v } from "convex/values";

export const usersTable = defineTable({
	workosId: v.string(),
	email: v.optional(v.string()),
	name: v.optional(v.string()),
	depot: v.string(),
	isCourier: v.optional(v.boolean()),
	createdAt: v.number(),
	updatedAt: v.number(),
})
	.index("by_workos_id", ["workosId"])
	.index("by_depot", ["depot", "name"]);
