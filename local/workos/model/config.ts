export interface WebhookEndpointSeed {
  readonly url: string;
  readonly secret: string;
  readonly events: readonly string[];
}

export interface ModelOptions {
  /** Default `client_01STANDIN`. */
  clientId?: string;
  /** `sk_test_…` makes a staging environment, `sk_live_…` a production one. */
  apiKey?: string;
  /** The first one is the default redirect URI. */
  redirectUris?: readonly string[];
  corsOrigins?: readonly string[];
  webhookEndpoints?: readonly WebhookEndpointSeed[];
  /** Where `return_to` may lead after sign-out; default: the origins of the redirect URIs. */
  signOutRedirects?: readonly string[];
  /** Where sign-out leads without a valid `return_to`. */
  appHomepageUrl?: string;
  /** E-mail addresses the sign-in page lists first. */
  operators?: readonly string[];
  /** How long the Events API holds an event back, in milliseconds; default 2,000. */
  holdBackMs?: number;
  /** Whether WorkOS's rate limits apply; default true. */
  rateLimits?: boolean;
  /** Waiting times before each new delivery attempt, in milliseconds. */
  retryDelaysMs?: readonly number[];
  /** UTC epoch milliseconds; default the system clock. */
  now?: () => number;
  /** Numbers in [0, 1) that decide which deliveries suffer a fault; default Math.random. */
  random?: () => number;
}

export type ModelConfig = Readonly<
  Required<Omit<ModelOptions, "appHomepageUrl">> & {
    appHomepageUrl: string | null;
    environment: "staging" | "production";
  }
>;

// WorkOS retries up to 6 times over 3 days; one machine has no patience for that.
const LOCAL_RETRY_DELAYS_MS = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000];

/** Fills in every option once, so that nothing later asks whether it was given. */
export function normaliseOptions(options: ModelOptions): ModelConfig {
  const redirectUris = options.redirectUris ?? ["http://localhost:5173/callback"];
  const apiKey = options.apiKey ?? "sk_test_standin";
  return {
    clientId: options.clientId ?? "client_01STANDIN",
    apiKey,
    environment: apiKey.startsWith("sk_live_") ? "production" : "staging",
    redirectUris,
    corsOrigins: options.corsOrigins ?? originsOf(redirectUris),
    webhookEndpoints: options.webhookEndpoints ?? [],
    signOutRedirects:
      options.signOutRedirects ?? originsOf(redirectUris).flatMap((url) => [url, `${url}/`]),
    appHomepageUrl: options.appHomepageUrl ?? null,
    operators: options.operators ?? [],
    holdBackMs: options.holdBackMs ?? 2_000,
    rateLimits: options.rateLimits ?? true,
    retryDelaysMs: options.retryDelaysMs ?? LOCAL_RETRY_DELAYS_MS,
    now: options.now ?? Date.now,
    random: options.random ?? Math.random,
  };
}

function originsOf(urls: readonly string[]): string[] {
  return [...new Set(urls.filter((url) => !url.includes("*")).map((url) => new URL(url).origin))];
}
