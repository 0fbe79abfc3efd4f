import { defineSchema } from "convex/server";
import { countsTable, parcelsTable } from "./tables/parcels";
import { usersTable } from "./tables/users";

export default defineSchema({
	users: usersTable,
	parcels: parcelsTable,
	counts: countsTable,
});
