import type { AuthMode } from "../../convex/gatehouse/diagnostics/catalogue/types";
import { addressProblem, type ReachPolicy } from "../../convex/gatehouse/diagnostics/collect/guard";
import type { Target } from "../../convex/gatehouse/diagnostics/collect/types";
import { isLoopback, parseUrl } from "../../convex/gatehouse/diagnostics/hosts";
import type { EnvironmentRecord } from "../../convex/gatehouse/diagnostics/judge/types";
import type { DoctorOptions } from "./options";
import { UsageError } from "./options";
import type { Variables } from "./variables";

/** What is checked, and with what. */
export interface DoctorPlan {
  target: Target;
  policy: ReachPolicy;
  workosOrigin: string;
  apiKey: string | null;
  /** A key of the Convex deployment, to ask what only it knows. */
  deployKey: string | null;
}

/** Front ends have the same variables under prefixes of their build tools. */
const spelled = (name: string): string[] => [name, `VITE_${name}`, `NEXT_PUBLIC_${name}`];

function first(variables: Variables, names: readonly string[]): string | null {
  const name = names.find((candidate) => (variables[candidate] ?? "") !== "");
  return name === undefined ? null : (variables[name] ?? null);
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, "");

function redirectUriOf(variables: Variables): string | null {
  const names = [...spelled("WORKOS_REDIRECT_URI"), ...spelled("REDIRECT_URI")];
  return first(variables, names);
}

/** Only a server has a cookie password, or WorkOS's variables without a build tool's prefix. */
function authModeOf(variables: Variables): AuthMode {
  const isServer = ["WORKOS_COOKIE_PASSWORD", ...spelled("WORKOS_REDIRECT_URI")].some(
    (name) => name in variables && !name.startsWith("VITE_"),
  );
  return isServer ? "cookie" : "client-only";
}

function appUrlOf(variables: Variables, { appUrl }: DoctorOptions): string {
  const stated = appUrl ?? first(variables, [...spelled("APP_URL"), "SITE_URL"]);
  const redirect = parseUrl(redirectUriOf(variables) ?? "");
  const url = stated ?? redirect?.origin ?? null;
  if (url === null) throw new UsageError("Say where the app answers: --app-url https://…");
  const problem = addressProblem(url, { loopback: true });
  if (problem !== null) throw new UsageError(`The app's address cannot be used. ${problem}`);
  return withoutSlash(url);
}

function kindOf(name: string, apiKey: string | null): EnvironmentRecord["kind"] {
  if (/^prod/i.test(name)) return "production";
  return apiKey?.startsWith("sk_live_") === true ? "production" : "staging";
}

function siteUrlOf(variables: Variables, convexUrl: string): string {
  const stated = first(variables, spelled("CONVEX_SITE_URL"));
  return withoutSlash(stated ?? convexUrl.replace(/\.convex\.cloud$/, ".convex.site"));
}

function recordOf(variables: Variables, options: DoctorOptions): EnvironmentRecord {
  const clientId = first(variables, spelled("WORKOS_CLIENT_ID"));
  if (clientId === null) {
    throw new UsageError(
      "WORKOS_CLIENT_ID is empty: copy the client ID (client_…) from the WorkOS dashboard.",
    );
  }
  const appUrl = appUrlOf(variables, options);
  const name = options.environment ?? first(variables, ["GATEHOUSE_ENVIRONMENT"]) ?? "Development";
  const convexUrl = withoutSlash(first(variables, spelled("CONVEX_URL")) ?? "");
  const path = first(variables, ["WORKOS_WEBHOOK_PATH"]) ?? "/workos/webhook";
  return {
    ...{ name, appUrl, clientId, convexUrl },
    kind: kindOf(name, first(variables, ["WORKOS_API_KEY"])),
    redirectUri: redirectUriOf(variables) ?? `${appUrl}/callback`,
    apiHost: apiHostOf(variables),
    webhookUrl: siteUrlOf(variables, convexUrl) + path,
  };
}

function apiHostOf(variables: Variables): string {
  const custom = first(variables, [...spelled("WORKOS_API_HOSTNAME"), "WORKOS_AUTH_DOMAIN"]);
  return custom ?? new URL(workosOriginOf(variables)).host;
}

function workosOriginOf(variables: Variables): string {
  const stated = first(variables, ["WORKOS_API_URL"]) ?? "https://api.workos.com";
  const url = parseUrl(stated);
  if (url === null) throw new UsageError(`WORKOS_API_URL is "${stated}", which is no web address.`);
  return url.origin;
}

/**
 * Decides what to check.
 * @param variables of sign-in.
 * @throws UsageError saying which variable or option is missing.
 */
export function planDoctor(variables: Variables, options: DoctorOptions): DoctorPlan {
  const environment = recordOf(variables, options);
  const workosOrigin = workosOriginOf(variables);
  const { appUrl, redirectUri, apiHost } = environment;
  const urls = [appUrl, redirectUri, workosOrigin, `https://${apiHost}`];
  const deployKeys = ["CONVEX_DEPLOY_KEY", "CONVEX_SELF_HOSTED_ADMIN_KEY"];
  return {
    target: {
      environment,
      redirectUris: [redirectUri],
      callbackPath: null,
      authMode: options.authMode ?? authModeOf(variables),
    },
    policy: {
      hosts: new Set(urls.map((url) => parseUrl(url)?.host ?? "")),
      // Named by the person at this machine, who can open it anyway.
      loopback: urls.some((url) => isLoopback(parseUrl(url)?.hostname ?? "")),
    },
    workosOrigin,
    apiKey: first(variables, ["WORKOS_API_KEY"]),
    deployKey: first(variables, deployKeys),
  };
}
