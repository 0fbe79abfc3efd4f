/** Every deployment variable this project reads, and what to put there. */
export const ENV_HINTS = {
  WORKOS_CLIENT_ID: "the client id (client_…) shown on the WorkOS dashboard's API Keys page",
  WORKOS_API_KEY: "the secret API key (sk_…) from the WorkOS dashboard's API Keys page",
  WORKOS_WEBHOOK_SECRET:
    "the signing secret of the webhook endpoint in the WorkOS dashboard; several, separated by commas, while rotating",
  SVIX_WEBHOOK_SECRET:
    "the Svix signing secret (whsec_…), only if a Svix relay delivers the webhooks",
  WORKOS_API_URL: "the origin of the WorkOS API, such as https://api.workos.com",
  WORKOS_AUTH_DOMAIN:
    "the host of your custom AuthKit domain without https://, such as auth.example.com",
  WORKOS_WEBHOOK_PATH: "a path that starts with a slash, such as /workos/webhook",
  WORKOS_WEBHOOK_IPS:
    'the addresses webhooks may come from, separated by commas, or the word "workos"',
  GATEHOUSE_ADMINS: "the e-mail addresses of the first admins, separated by commas",
  GATEHOUSE_ENVIRONMENT: "one of Production, Preview, Development, Local",
  CONVEX_CLOUD_URL: "nothing: Convex sets it",
  CONVEX_SITE_URL: "nothing: Convex sets it",
} as const;

export type EnvName = keyof typeof ENV_HINTS;

const ENVIRONMENTS = ["Production", "Preview", "Development", "Local"] as const;
export type EnvironmentName = (typeof ENVIRONMENTS)[number];

const SECRETS: ReadonlySet<string> = new Set<EnvName>([
  "WORKOS_API_KEY",
  "WORKOS_WEBHOOK_SECRET",
  "SVIX_WEBHOOK_SECRET",
]);

const RULES: Partial<Record<EnvName, (value: string) => boolean>> = {
  WORKOS_CLIENT_ID: isClientId,
  WORKOS_API_KEY: (value) => /^sk_[\w-]+$/.test(value),
  WORKOS_API_URL: isHttpUrl,
  WORKOS_AUTH_DOMAIN: isHost,
  WORKOS_WEBHOOK_PATH: (value) => /^\/[^\s?#]*$/.test(value),
  WORKOS_WEBHOOK_IPS: (value) =>
    splitList(value).every((entry) => entry === "workos" || isAddress(entry)),
  GATEHOUSE_ADMINS: (value) => splitList(value).every((entry) => /^[^\s@]+@[^\s@]+$/.test(entry)),
  GATEHOUSE_ENVIRONMENT: isEnvironmentName,
};

/**
 * What is wrong with a variable's trimmed value, in words that follow its name, such as `is "prod"`;
 * null when nothing is. A secret is never quoted.
 */
export function envProblem(name: EnvName, value: string): string | null {
  if (RULES[name]?.(value) ?? true) return null;
  return SECRETS.has(name) ? "is set to something else" : `is "${value}"`;
}

/** The parts of a comma-separated value, trimmed, without empty ones. */
export function splitList(value: string): string[] {
  const parts = value.split(",").map((part) => part.trim());
  return parts.filter((part) => part !== "");
}

/** WorkOS's form of a client id. */
function isClientId(value: string): boolean {
  return /^client_\w+$/.test(value);
}

/** Whether a value is an address with http or https in front. */
function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

/** Whether a value is a host, perhaps with a port, and nothing around it. */
function isHost(value: string): boolean {
  const url = `https://${value}`;
  return URL.canParse(url) && new URL(url).host === value.toLowerCase();
}

export function isEnvironmentName(value: string): value is EnvironmentName {
  return ENVIRONMENTS.some((name) => name === value);
}

/** An IPv4 or IPv6 address, as `URL` parses it. */
function isAddress(value: string): boolean {
  if (value.includes(":")) return URL.canParse(`http://[${value}]`);
  return /^[\d.]+$/.test(value) && isHost(value);
}
