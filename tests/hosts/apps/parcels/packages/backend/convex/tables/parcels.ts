import { defineTable } from "convex/server";
import { v } from "convex/values";

export const parcelsTable = defineTable({
	number: v.string(),
	sender: v.id("users"),
	courier: v.optional(v.id("users")),
	state: v.union(v.literal("waiting"), v.literal("on its way"), v.literal("delivered")),
	weightInGrams: v.number(),
})
	.index("by_number", ["number"])
	.index("by_sender", ["sender"])
	.index("by_state", ["state"])
	.searchIndex("search_number", { searchField: "number", filterFields: ["state"] });

export const countsTable = defineTable({ name: v.string(), value: v.number() }).index("by_name", [
	"name",
]);
