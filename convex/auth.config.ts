import type { AuthConfig } from "convex/server";
import { gatehouseProviders } from "./gatehouse/host/auth";

export default { providers: gatehouseProviders() } satisfies AuthConfig;
