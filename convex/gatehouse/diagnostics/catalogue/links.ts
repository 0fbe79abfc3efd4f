/** Dashboard pages. `inEnvironment` needs the environment id; `current` opens the environment last used. */
const pages = {
  redirects: { label: "Redirects", inEnvironment: "redirects", current: "redirects" },
  cors: {
    label: "Sessions → Cross-Origin Resource Sharing (CORS)",
    inEnvironment: null,
    current: "environment/authentication/sessions",
  },
  apiKeys: { label: "API Keys", inEnvironment: "api-keys", current: "api-keys" },
  authentication: {
    label: "Authentication",
    inEnvironment: "authentication",
    current: "environment/authentication/features",
  },
  jwtTemplate: {
    label: "JWT template",
    inEnvironment: "authentication/edit-jwt-template",
    current: null,
  },
  applications: { label: "Applications", inEnvironment: "applications", current: null },
  webhooks: { label: "Webhooks", inEnvironment: "webhooks", current: null },
  users: { label: "Users", inEnvironment: "users", current: null },
} as const;

export type WorkosPage = keyof typeof pages;

const DASHBOARD = "https://dashboard.workos.com";

/**
 * The address of a WorkOS dashboard page (forms as used by Convex's CLI and public repositories).
 * @param page which page.
 * @param environmentId `environment_…` when known; without it the dashboard's current environment opens.
 * @returns the page's name and its absolute address; where no address of the page itself is known,
 *   the dashboard's, and the name says so.
 */
export function workosLink(
  page: WorkosPage,
  environmentId?: string,
): { label: string; href: string } {
  const { label, inEnvironment, current } = pages[page];
  if (environmentId !== undefined && inEnvironment !== null) {
    return { label, href: `${DASHBOARD}/${environmentId}/${inEnvironment}` };
  }
  return current === null
    ? { label: `the start page (then: ${label})`, href: `${DASHBOARD}/get-started` }
    : { label, href: `${DASHBOARD}/${current}` };
}
