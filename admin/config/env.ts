/** Deployment environments, in the words Gatehouse uses everywhere. */
export const ENVIRONMENT_NAMES = ["Local", "Development", "Preview", "Production"] as const;
export type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number];

/** What the console needs to know before it can start. */
export interface ConsoleEnv {
  convexUrl: string;
  /** The origin of the deployment's HTTP actions; null when nobody says where they are. */
  siteUrl: string | null;
  workosClientId: string;
  /** Where AuthKit's API answers; undefined means AuthKit's own default, api.workos.com. */
  workosHostname: string | undefined;
  workosPort: number | undefined;
  workosHttps: boolean;
  /** Undefined lets AuthKit decide: true on localhost and 127.0.0.1. */
  workosDevMode: boolean | undefined;
  redirectUri: string;
  environment: EnvironmentName;
}

/** One setting that keeps the console from starting, and what to put there. */
export interface EnvProblem {
  /** The key in the file, or the variable of the build. */
  name: string;
  /** What is the matter, in words that follow the name: `is missing`, `is "prod"`. */
  wrong: string;
  put: string;
}

export type EnvReading = { env: ConsoleEnv } | { problems: EnvProblem[] };
