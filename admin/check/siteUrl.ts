/**
 * The origin of the deployment's HTTP actions.
 * @param variables `VITE_…` variables of the build
 * @returns null for a Convex deployment under a domain of its own that does not say where they are
 */
export function convexSiteUrl(variables: Readonly<Record<string, unknown>>): string | null {
  const stated = originOf(variables["VITE_CONVEX_SITE_URL"]);
  if (stated !== null) return stated;
  const cloud = originOf(variables["VITE_CONVEX_URL"]) ?? "";
  return cloud.endsWith(".convex.cloud") ? cloud.replace(/cloud$/, "site") : null;
}

function originOf(value: unknown): string | null {
  return typeof value === "string" && URL.canParse(value) ? new URL(value).origin : null;
}
