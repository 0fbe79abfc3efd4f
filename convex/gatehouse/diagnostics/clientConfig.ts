/** What a front end's JavaScript says about the systems it talks to. */
export interface ClientConfig {
  clientIds: string[];
  /** Convex deployment URLs: `https://name.convex.cloud`, or a loopback or custom address. */
  convexUrls: string[];
  /** Custom authentication domains given to AuthKit as `apiHostname`. */
  apiHosts: string[];
  /** Callback addresses written into the code. */
  redirectUris: string[];
  /** Whether devMode is fixed to true; null when the code does not say. */
  devMode: boolean | null;
}

const CLIENT_ID = /\bclient_[0-9A-Z]{10,40}\b/g;
const CONVEX_CLOUD = /https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)?\.convex\.cloud/g;
const CONVEX_LOOPBACK = /http:\/\/(?:localhost|127\.0\.0\.1):32\d\d\b/g;
const CONVEX_VARIABLE = /VITE_CONVEX_URL["']?\s*:\s*["'`](https?:\/\/[^"'`\s]+)["'`]/g;
const API_HOST = /(?:apiHostname|VITE_WORKOS_API_HOSTNAME)["']?\s*:\s*["'`]([a-z0-9.:-]+)["'`]/g;
const REDIRECT_URI =
  /(?:redirectUri|VITE_(?:WORKOS_)?REDIRECT_URI)["']?\s*:\s*["'`](https?:\/\/[^"'`\s]+)["'`]/g;
const DEV_MODE = /\bdevMode["']?\s*:\s*(!0|!1|true|false)/g;

const allOf = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? match[0]);

const unique = (values: readonly string[]): string[] => [...new Set(values)].sort();

function devModeOf(text: string): boolean | null {
  const values = allOf(text, DEV_MODE).map((value) => value === "!0" || value === "true");
  return values.length === 0 ? null : values.includes(true);
}

/**
 * Finds the client configuration inside built JavaScript. Works on minified code, because what is
 * searched are literal values and property names, which minifiers keep.
 * @param text one script's text.
 * @returns every value found, sorted and once each.
 */
export function findClientConfig(text: string): ClientConfig {
  return {
    clientIds: unique(allOf(text, CLIENT_ID)),
    convexUrls: unique(
      [CONVEX_CLOUD, CONVEX_LOOPBACK, CONVEX_VARIABLE].flatMap((pattern) => allOf(text, pattern)),
    ),
    apiHosts: unique(allOf(text, API_HOST)),
    redirectUris: unique(allOf(text, REDIRECT_URI)),
    devMode: devModeOf(text),
  };
}

/**
 * Joins what several scripts of one app say.
 * @param configs one per script.
 */
export function mergeClientConfigs(configs: readonly ClientConfig[]): ClientConfig {
  const modes = configs.map((config) => config.devMode).filter((mode) => mode !== null);
  return {
    clientIds: unique(configs.flatMap((config) => config.clientIds)),
    convexUrls: unique(configs.flatMap((config) => config.convexUrls)),
    apiHosts: unique(configs.flatMap((config) => config.apiHosts)),
    redirectUris: unique(configs.flatMap((config) => config.redirectUris)),
    devMode: modes.length === 0 ? null : modes.includes(true),
  };
}
