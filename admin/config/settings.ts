/** How a setting is written in `/gatehouse.json`: as text, or as true or false. */
type Kind = "text" | "flag";

/** The file the console reads at load, at the root of its own address. */
export const SETTINGS_FILE = "/gatehouse.json";

/** Everything the console can be told: its key in {@link SETTINGS_FILE}, and the variable a build reads. */
export const SETTINGS = {
  convexUrl: { variable: "VITE_CONVEX_URL", kind: "text" },
  siteUrl: { variable: "VITE_CONVEX_SITE_URL", kind: "text" },
  clientId: { variable: "VITE_WORKOS_CLIENT_ID", kind: "text" },
  apiHostname: { variable: "VITE_WORKOS_API_HOSTNAME", kind: "text" },
  apiHttps: { variable: "VITE_WORKOS_API_HTTPS", kind: "flag" },
  devMode: { variable: "VITE_WORKOS_DEV_MODE", kind: "flag" },
  redirectUri: { variable: "VITE_WORKOS_REDIRECT_URI", kind: "text" },
  environment: { variable: "VITE_GATEHOUSE_ENVIRONMENT", kind: "text" },
} as const satisfies Record<string, { variable: `VITE_${string}`; kind: Kind }>;

export type SettingKey = keyof typeof SETTINGS;

export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];

/** What one source says, trimmed and not yet checked; flags as "true" and "false". */
export type Said = Readonly<Partial<Record<SettingKey, string>>>;

/** Settings as {@link SETTINGS_FILE} holds them. */
export type FileSettings = Readonly<Partial<Record<SettingKey, string | boolean>>>;

/**
 * What the variables of a build say.
 * @param variables `import.meta.env`, or any other `VITE_…` variables
 */
export function saidByVariables(variables: Readonly<Record<string, unknown>>): Said {
  return Object.fromEntries(
    SETTING_KEYS.flatMap((key) => {
      const value = variables[SETTINGS[key].variable];
      return typeof value === "string" && value.trim() !== "" ? [[key, value.trim()]] : [];
    }),
  );
}
