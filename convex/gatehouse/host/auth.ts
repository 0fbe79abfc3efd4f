import type { AuthConfig } from "convex/server";
import { authProviders } from "../env/authProviders";

type Providers = AuthConfig["providers"];

/**
 * An app's providers and WorkOS's, for `auth.config.ts`: those whose issuer is there already stay
 * the app's. The app's come first.
 * @throws when WORKOS_CLIENT_ID is not set in the deployment, or a variable is malformed
 */
export function gatehouseProviders(existing: Providers = []): Providers {
  const known = new Set(existing.map(issuerOf));
  return [...existing, ...authProviders().filter((provider) => !known.has(issuerOf(provider)))];
}

/** The issuer as Convex compares it; with it the audience, since one issuer may serve several. */
function issuerOf(provider: Providers[number]): string {
  const issuer = "issuer" in provider ? provider.issuer : provider.domain;
  const { applicationID = "" } = provider;
  return `${issuer.replace(/\/$/, "")} ${applicationID}`;
}
