import { defineSchema } from "convex/server";
import { gatehouseTables } from "./gatehouseTables";
import { gatehouseUsers } from "./gatehouseUsers";
import { keyFields } from "./users";

/**
 * The part of a deployment's schema that Gatehouse knows: its own tables, and of the app's users what
 * both share. All types of Gatehouse's functions come from here, so that they are the same in any app.
 */
export const schema = defineSchema({ ...gatehouseTables, users: gatehouseUsers(keyFields) });
