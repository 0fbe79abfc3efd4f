import type { OurImport } from "../syntax/imports";

/** What an app's root files import from Gatehouse. */
export const OURS = {
  tables: { name: "gatehouseTables", from: "gatehouse/host/schema" },
  users: { name: "gatehouseUsers", from: "gatehouse/host/schema" },
  routes: { name: "addGatehouseRoutes", from: "gatehouse/host/http" },
  crons: { name: "addGatehouseCrons", from: "gatehouse/host/crons" },
  providers: { name: "gatehouseProviders", from: "gatehouse/host/auth" },
} as const satisfies Record<string, OurImport>;

/** All of it, for taking it out again. */
export const ALL_OURS: readonly OurImport[] = Object.values(OURS);
