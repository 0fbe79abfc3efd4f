import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import type { Ports } from "./options";

/** Who answers for Convex and for WorkOS in this run, and with what settings. */
export interface LaunchPlan {
  /** `embedded`: this process; otherwise the deployment's URL. */
  convex: { kind: "embedded" } | { kind: "deployment"; url: string };
  workos: { kind: "standIn" } | { kind: "real" };
  /** Environment variables of the Convex deployment (embedded backend only). */
  deployment: Record<string, string>;
  /** `VITE_…` variables the console is built with. */
  console: Record<string, string>;
}

/** The stand-in's one application. Not secrets: the stand-in answers on this machine only. */
export const STAND_IN = {
  clientId: "client_01GATEHOUSE00000000000000",
  apiKey: "sk_test_gatehouse_local_stand_in",
  webhookSecret: "whsec_gatehouse_local_stand_in",
} as const;

/** The people the local stack lets into the console, one per role. */
export const LOCAL_OPERATORS = [
  { email: "admin@gatehouse.test", firstName: "Ada", lastName: "Admin", role: "admin" },
  { email: "support@gatehouse.test", firstName: "Sam", lastName: "Support", role: "support" },
  { email: "auditor@gatehouse.test", firstName: "Ola", lastName: "Auditor", role: "auditor" },
] as const;

/** Settings of `.env.local` that reach the embedded deployment as they are. */
const DEPLOYMENT_VARIABLES = [
  "GATEHOUSE_ADMINS",
  "GATEHOUSE_ENVIRONMENT",
  "SVIX_WEBHOOK_SECRET",
  "WORKOS_API_KEY",
  "WORKOS_AUTH_DOMAIN",
  "WORKOS_CLIENT_ID",
  "WORKOS_WEBHOOK_IPS",
  "WORKOS_WEBHOOK_PATH",
  "WORKOS_WEBHOOK_SECRET",
] as const;

export class PlanError extends Error {}

/** Reads an env file; a missing file is an empty one. */
export function readEnvFile(file: string): Record<string, string> {
  try {
    return Object.fromEntries(
      Object.entries(parseEnv(readFileSync(file, "utf8"))).filter(
        (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== "",
      ),
    );
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
}

/**
 * Decides what runs here and what is real, from `.env.local` and the ports.
 * Real Convex is named by `VITE_CONVEX_URL`, real WorkOS by `WORKOS_CLIENT_ID` or
 * `VITE_WORKOS_CLIENT_ID`.
 *
 * @throws PlanError when the combination cannot work, saying which variable to change
 */
export function planLaunch(env: Record<string, string>, ports: Ports): LaunchPlan {
  const clientId = env.WORKOS_CLIENT_ID ?? env.VITE_WORKOS_CLIENT_ID;
  const convexUrl = env.VITE_CONVEX_URL;
  if (convexUrl !== undefined) {
    if (clientId === undefined) {
      throw new PlanError(
        "VITE_CONVEX_URL names a real Convex deployment, which cannot reach the WorkOS stand-in on this machine. " +
          "Put VITE_WORKOS_CLIENT_ID=client_… into .env.local as well, or remove VITE_CONVEX_URL to run everything here.",
      );
    }
    return {
      convex: { kind: "deployment", url: convexUrl },
      workos: { kind: "real" },
      deployment: {},
      console: consoleVariables(env, { VITE_WORKOS_CLIENT_ID: clientId }),
    };
  }
  const local = { VITE_CONVEX_URL: `http://127.0.0.1:${ports.api}` };
  if (clientId !== undefined) {
    return {
      convex: { kind: "embedded" },
      workos: { kind: "real" },
      deployment: realWorkOSDeployment(env, clientId),
      console: consoleVariables(env, { ...local, VITE_WORKOS_CLIENT_ID: clientId }),
    };
  }
  return {
    convex: { kind: "embedded" },
    workos: { kind: "standIn" },
    deployment: {
      GATEHOUSE_ENVIRONMENT: "Local",
      WORKOS_API_KEY: STAND_IN.apiKey,
      WORKOS_WEBHOOK_SECRET: STAND_IN.webhookSecret,
      ...pick(env, DEPLOYMENT_VARIABLES),
      GATEHOUSE_ADMINS: [LOCAL_OPERATORS[0].email, env.GATEHOUSE_ADMINS].filter(Boolean).join(","),
      WORKOS_API_URL: `http://127.0.0.1:${ports.workos}`,
      WORKOS_CLIENT_ID: STAND_IN.clientId,
    },
    console: consoleVariables(env, {
      ...local,
      VITE_WORKOS_CLIENT_ID: STAND_IN.clientId,
      VITE_WORKOS_API_HOSTNAME: `127.0.0.1:${ports.workos}`,
      VITE_WORKOS_API_HTTPS: "false",
      VITE_GATEHOUSE_ENVIRONMENT: "Local",
    }),
  };
}

function realWorkOSDeployment(env: Record<string, string>, clientId: string) {
  if (env.WORKOS_API_KEY === undefined) {
    throw new PlanError(
      "WORKOS_CLIENT_ID is set but WORKOS_API_KEY is not. Copy the environment's API key (sk_…) from the WorkOS dashboard into .env.local, " +
        "or remove WORKOS_CLIENT_ID to use the stand-in.",
    );
  }
  return {
    GATEHOUSE_ENVIRONMENT: "Development",
    ...pick(env, DEPLOYMENT_VARIABLES),
    WORKOS_CLIENT_ID: clientId,
  };
}

/** The file's own `VITE_` variables win over the defaults of this run. */
function consoleVariables(env: Record<string, string>, defaults: Record<string, string>) {
  const own = Object.entries(env).filter(([name]) => name.startsWith("VITE_"));
  return { ...defaults, ...Object.fromEntries(own) };
}

function pick(env: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])),
  );
}
