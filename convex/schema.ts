import { defineSchema } from "convex/server";
import { v } from "convex/values";
import { gatehouseTables, gatehouseUsers } from "./gatehouse/host/schema";

export default defineSchema({
  ...gatehouseTables,
  users: gatehouseUsers({
    workosId: v.string(),
    createdAt: v.number(),
    updatedAt: v.number(),
  }),
});
