import type { AuthConfig } from "convex/server";
import { authProviders } from "../env/authProviders";

type Providers = AuthConfig["providers"];

/** A provider as apps write it: with variables that a compiler takes for perhaps unset. */
interface WrittenProvider {
  domain?: string | undefined;
  issuer?: string | undefined;
  applicationID?: string | undefined;
  [other: string]: unknown;
}

/**
 * An app's providers and WorkOS's, for `auth.config.ts`: those whose issuer is there already stay
 * the app's. The app's come first.
 * @throws when WORKOS_CLIENT_ID is not set in the deployment, or a variable is malformed
 */
export function gatehouseProviders(existing: readonly WrittenProvider[] = []): Providers {
  const known = new Set(existing.map(issuerOf));
  const added = authProviders().filter((provider) => !known.has(issuerOf(provider)));
  // What is wrong with one of the app's own is Convex's to say, as it was before.
  return [...(existing as Providers), ...added];
}

/** The issuer as Convex compares it; with it the audience, since one issuer may serve several. */
function issuerOf({ issuer, domain, applicationID = "" }: WrittenProvider): string {
  return `${(issuer ?? domain ?? "").replace(/\/$/, "")} ${applicationID}`;
}
