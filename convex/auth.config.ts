import type { AuthConfig } from "convex/server";
import { authProviders } from "./authProviders";

export default { providers: authProviders() } satisfies AuthConfig;
