import { convexSiteUrl } from "../../admin/check/siteUrl";

/**
 * The policy the console is served with: its own files, plus connections to exactly
 * the Convex deployment (its HTTP actions are a host of their own) and the WorkOS host it was built for. Inline styles are
 * allowed because MUI's emotion writes them; scripts are not.
 *
 * @param variables the `VITE_…` variables of the build
 */
export function contentSecurityPolicy(variables: Record<string, string>): string {
  const convex = new URL(variables.VITE_CONVEX_URL ?? "https://api.convex.cloud");
  const socket = `${convex.protocol === "https:" ? "wss" : "ws"}://${convex.host}`;
  const scheme = variables.VITE_WORKOS_API_HTTPS === "false" ? "http" : "https";
  const workos = `${scheme}://${variables.VITE_WORKOS_API_HOSTNAME ?? "api.workos.com"}`;
  const site = convexSiteUrl(variables);
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data: https:",
    ["connect-src 'self'", convex.origin, socket, workos, ...(site === null ? [] : [site])].join(
      " ",
    ),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
