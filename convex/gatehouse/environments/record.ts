import type { Doc } from "../tables/dataModel";
import type { TemplateValues } from "../diagnostics/catalogue/placeholders";
import type { Target } from "../diagnostics/collect/types";
import { isPattern } from "../diagnostics/hosts";
import type { EnvironmentRecord } from "../diagnostics/judge/types";
import { readEnv, webhookPath } from "../env/read";

type Environment = Doc<"environments">;

const withoutSlash = (url: string): string => url.replace(/\/+$/, "");

const siteOf = (convexUrl: string): string =>
  withoutSlash(convexUrl).replace(/\.convex\.cloud$/, ".convex.site");

/** The URL of this Convex deployment, as clients use it. */
function thisConvexUrl(): string {
  const site = readEnv("CONVEX_SITE_URL") ?? "";
  return readEnv("CONVEX_CLOUD_URL") ?? site.replace(/\.convex\.site$/, ".convex.cloud");
}

const thisSiteUrl = (convexUrl: string): string =>
  withoutSlash(readEnv("CONVEX_SITE_URL") ?? siteOf(convexUrl));

/** What is known of this deployment, also where no environment is registered. */
export function deploymentValues(): TemplateValues {
  const clientId = readEnv("WORKOS_CLIENT_ID");
  const convexUrl = thisConvexUrl();
  const webhookUrl = thisSiteUrl(convexUrl) + webhookPath();
  return { convexUrl, webhookUrl, ...(clientId === null ? {} : { clientId }) };
}

/** Whether the environment's app keeps its users in this deployment. */
export function usesThisConvex({ convexUrl }: Pick<Environment, "convexUrl">): boolean {
  return convexUrl === undefined || withoutSlash(convexUrl) === withoutSlash(thisConvexUrl());
}

/** Whether this deployment's WORKOS_API_KEY is the environment's own. */
export function usesThisWorkos({ clientId }: Pick<Environment, "clientId">): boolean {
  return clientId === readEnv("WORKOS_CLIENT_ID");
}

/** The kind of WorkOS environment: as stated, else production when it is called so. */
export function kindOf({ kind, name }: Pick<Environment, "kind" | "name">) {
  return kind ?? (/^prod/i.test(name) ? ("production" as const) : ("staging" as const));
}

/** The record that findings are judged against. */
export function toRecord(environment: Environment): EnvironmentRecord {
  const { name, appUrl, clientId, apiHost, redirectUris, workosEnvironmentId } = environment;
  const convexUrl = withoutSlash(environment.convexUrl ?? thisConvexUrl());
  const site = usesThisConvex(environment) ? thisSiteUrl(convexUrl) : siteOf(convexUrl);
  return {
    ...{ name, appUrl, clientId, apiHost, convexUrl },
    kind: kindOf(environment),
    redirectUri: redirectUris.find((uri) => !isPattern(uri)) ?? redirectUris[0] ?? "",
    webhookUrl: site + webhookPath(),
    ...(workosEnvironmentId === undefined ? {} : { environmentId: workosEnvironmentId }),
  };
}

/** What a run's checks are about. */
export function toTarget(environment: Environment): Target {
  return {
    environment: toRecord(environment),
    redirectUris: environment.redirectUris,
    callbackPath: environment.callbackPath ?? null,
    authMode: environment.authMode,
    signInEndpoint: environment.checklist?.signInEndpoint ?? null,
  };
}
