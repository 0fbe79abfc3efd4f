import config from "../../gatehouse.config";
import {
  ENV_HINTS,
  envProblem,
  isEnvironmentName,
  splitList,
  type EnvironmentName,
  type EnvName,
} from "./rules";

const DEFAULT_API_URL = "https://api.workos.com";
const DEFAULT_WEBHOOK_PATH = "/workos/webhook";
const DEFAULT_ENVIRONMENT = "Development";

/** The sentence for a variable that is missing or malformed. */
function explain(name: EnvName, problem: string): string {
  return `${name} ${problem}. Set it to ${ENV_HINTS[name]}: npx convex env set ${name} <value>`;
}

// Convex has it in every module; not every app has types for it.
declare const process: { env: Record<string, string | undefined> };

function lookUp(name: EnvName): string | undefined {
  try {
    return process.env[name];
  } catch {
    // While Convex evaluates auth.config.ts, and only then, it throws for a variable that is unset
    // (convex-backend, crates/isolate/src/environment/auth_config.rs).
    return undefined;
  }
}

/** A variable's trimmed value as it is, or null when it is unset or empty. */
export function readEnv(name: EnvName): string | null {
  const value = lookUp(name)?.trim();
  return value === undefined || value === "" ? null : value;
}

/** {@link readEnv}, but throws an error that says what to put there when the value is malformed. */
export function readValidEnv(name: EnvName): string | null {
  const value = readEnv(name);
  const problem = value === null ? null : envProblem(name, value);
  if (problem !== null) throw new Error(explain(name, problem));
  return value;
}

/** A variable that must be set. Throws an error that says what to put there. */
export function requireEnv(name: EnvName): string {
  const value = readValidEnv(name);
  if (value === null) throw new Error(explain(name, "is not set"));
  return value;
}

/** A comma-separated variable as a list; empty when unset. Throws when an entry is malformed. */
export function readEnvList(name: EnvName): string[] {
  return splitList(readValidEnv(name) ?? "");
}

/** The WorkOS API origin without a trailing slash. Throws when it is not an http(s) URL. */
export function workosApiUrl(): string {
  const url = new URL(readValidEnv("WORKOS_API_URL") ?? DEFAULT_API_URL);
  return url.href.replace(/\/+$/, "");
}

/** The path webhooks are posted to. Throws when it does not start with a slash. */
export function webhookPath(): string {
  return readValidEnv("WORKOS_WEBHOOK_PATH") ?? config.webhookPath ?? DEFAULT_WEBHOOK_PATH;
}

/** The environment's name; Development when unset. Throws when it is none of the four. */
export function environmentName(): EnvironmentName {
  const value = readValidEnv("GATEHOUSE_ENVIRONMENT");
  return value !== null && isEnvironmentName(value) ? value : DEFAULT_ENVIRONMENT;
}

/** Lower-cased addresses of the people who become admins when they first enter. */
export function adminEmails(): string[] {
  return readEnvList("GATEHOUSE_ADMINS").map((email) => email.toLowerCase());
}
