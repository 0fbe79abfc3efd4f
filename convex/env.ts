import { env } from "./_generated/server";

/** Every deployment variable this project reads, and what to put there. */
const ENV_HINTS = {
  WORKOS_CLIENT_ID: "the client id (client_…) shown on the WorkOS dashboard's API Keys page",
  WORKOS_API_KEY: "the secret API key (sk_…) from the WorkOS dashboard's API Keys page",
  WORKOS_WEBHOOK_SECRET:
    "the signing secret of the webhook endpoint in the WorkOS dashboard; several, separated by commas, while rotating",
  SVIX_WEBHOOK_SECRET:
    "the Svix signing secret (whsec_…), only if a Svix relay delivers the webhooks",
  WORKOS_API_URL: "the origin of the WorkOS API, such as https://api.workos.com",
  WORKOS_AUTH_DOMAIN: "the host of your custom AuthKit domain, such as auth.example.com",
  WORKOS_WEBHOOK_PATH: "a path that starts with a slash, such as /workos/webhook",
  WORKOS_WEBHOOK_IPS:
    'the addresses webhooks may come from, separated by commas, or the word "workos"',
  GATEHOUSE_ADMINS: "the e-mail addresses of the first admins, separated by commas",
  GATEHOUSE_ENVIRONMENT: "one of Production, Preview, Development, Local",
  CONVEX_CLOUD_URL: "nothing: Convex sets it",
  CONVEX_SITE_URL: "nothing: Convex sets it",
} as const;

export type EnvName = keyof typeof ENV_HINTS;

export const ENVIRONMENTS = ["Production", "Preview", "Development", "Local"] as const;
export type EnvironmentName = (typeof ENVIRONMENTS)[number];

const DEFAULT_API_URL = "https://api.workos.com";
const DEFAULT_WEBHOOK_PATH = "/workos/webhook";

/** The sentence for a variable that is missing or malformed. */
function explain(name: EnvName, problem: string): string {
  return `${name} ${problem}. Set it to ${ENV_HINTS[name]}: npx convex env set ${name} <value>`;
}

// The generated type knows only variables declared to Convex, and these are read by name.
const variables: Record<string, string | undefined> = env;

/** A variable's trimmed value, or null when it is unset or empty. */
export function readEnv(name: EnvName): string | null {
  const value = variables[name]?.trim();
  return value === undefined || value === "" ? null : value;
}

/** A variable that must be set. Throws an error that says what to put there. */
export function requireEnv(name: EnvName): string {
  const value = readEnv(name);
  if (value === null) throw new Error(explain(name, "is not set"));
  return value;
}

/** A comma-separated variable as a list; empty when unset. */
export function readEnvList(name: EnvName): string[] {
  const parts = (readEnv(name) ?? "").split(",").map((part) => part.trim());
  return parts.filter((part) => part !== "");
}

/** The WorkOS API origin without a trailing slash. Throws when it is not an http(s) URL. */
export function workosApiUrl(): string {
  const value = readEnv("WORKOS_API_URL") ?? DEFAULT_API_URL;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new Error(explain("WORKOS_API_URL", `is "${value}", which is not an http(s) URL`));
  }
  return url.href.replace(/\/+$/, "");
}

/** The path webhooks are posted to. Throws when it does not start with a slash. */
export function webhookPath(): string {
  const value = readEnv("WORKOS_WEBHOOK_PATH") ?? DEFAULT_WEBHOOK_PATH;
  if (!/^\/[^\s?#]*$/.test(value)) {
    throw new Error(explain("WORKOS_WEBHOOK_PATH", `is "${value}"`));
  }
  return value;
}

/** The environment's name; Development when unset. Throws when it is none of the four. */
export function environmentName(): EnvironmentName {
  const value = readEnv("GATEHOUSE_ENVIRONMENT") ?? "Development";
  const known = ENVIRONMENTS.find((name) => name === value);
  if (known === undefined) throw new Error(explain("GATEHOUSE_ENVIRONMENT", `is "${value}"`));
  return known;
}

/** Lower-cased addresses of the people who become admins when they first enter. */
export function adminEmails(): string[] {
  return readEnvList("GATEHOUSE_ADMINS").map((email) => email.toLowerCase());
}
