import { ENV_HINTS, envProblem, type EnvName } from "../../convex/gatehouse/env/rules";
import type { Ports } from "./options";
import { withoutOwnAddress } from "./ownAddress";
import { consoleProblems, DEPLOYMENT_VARIABLES, deploymentProblems } from "./settings";

/** Who answers for Convex and for WorkOS in this run, and with what settings. */
export interface LaunchPlan {
  /** `embedded`: this process; otherwise the deployment's URL. */
  convex: { kind: "embedded" } | { kind: "deployment"; url: string };
  workos: { kind: "standIn" } | { kind: "real" };
  /** The folder, inside the data folder, whose data belongs to these services and no others. */
  folder: string;
  /**
   * Every setting of the Convex deployment that this project knows (embedded backend only).
   * null: not set, and to be removed where an earlier run set it.
   */
  deployment: Record<string, string | null>;
  /** Where the console talks to, as `VITE_…` variables. */
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

/** Settings that mean a WorkOS of one's own; the stand-in has its own values for them. */
const OF_REAL_WORKOS = [
  "WORKOS_API_KEY",
  "WORKOS_WEBHOOK_SECRET",
  "WORKOS_AUTH_DOMAIN",
  "WORKOS_API_URL",
  "VITE_WORKOS_API_HOSTNAME",
  "VITE_WORKOS_API_HTTPS",
] as const;

export class PlanError extends Error {}

/**
 * Decides what runs here and what is real, from `.env.local` and the ports.
 * Real Convex is named by `VITE_CONVEX_URL`, unless that is our own address; real WorkOS by
 * `WORKOS_CLIENT_ID` or `VITE_WORKOS_CLIENT_ID`.
 *
 * @throws PlanError when a setting is malformed or the combination cannot work, saying which
 *   variable to change and what to put there
 */
export function planLaunch(file: Record<string, string>, ports: Ports): LaunchPlan {
  const env = withoutOwnAddress(file);
  refuse(deploymentProblems(env));
  const plan = choosePlan(env, ports);
  refuse(consoleProblems(plan.console, `http://localhost:${ports.console}`));
  return plan;
}

function refuse(problems: string[]): void {
  if (problems.length > 0) throw new PlanError(problems.join("\n"));
}

function choosePlan(env: Record<string, string>, ports: Ports): LaunchPlan {
  const clientId = readClientId(env);
  if (env.VITE_CONVEX_URL !== undefined) return onDeployment(env, env.VITE_CONVEX_URL, clientId);
  return clientId === null ? onStandIn(env, ports) : onRealWorkOS(env, ports, clientId);
}

function readClientId(env: Record<string, string>): string | null {
  const { WORKOS_CLIENT_ID: ofConvex, VITE_WORKOS_CLIENT_ID: ofConsole } = env;
  if (ofConvex !== undefined && ofConsole !== undefined && ofConvex !== ofConsole) {
    throw new PlanError(
      `WORKOS_CLIENT_ID is "${ofConvex}" and VITE_WORKOS_CLIENT_ID is "${ofConsole}", so Convex would refuse everybody the console signs in. ` +
        "Put the same client id into both in .env.local, or leave one of them out.",
    );
  }
  const clientId = ofConvex ?? ofConsole ?? null;
  const problem = clientId === null ? null : envProblem("WORKOS_CLIENT_ID", clientId);
  if (problem === null) return clientId;
  throw new PlanError(
    `VITE_WORKOS_CLIENT_ID ${problem}. Put ${ENV_HINTS.WORKOS_CLIENT_ID} into .env.local.`,
  );
}

function onDeployment(
  env: Record<string, string>,
  url: string,
  clientId: string | null,
): LaunchPlan {
  if (clientId === null) {
    throw new PlanError(
      "VITE_CONVEX_URL names a real Convex deployment, which cannot reach the WorkOS stand-in on this machine. " +
        "Put VITE_WORKOS_CLIENT_ID=client_… into .env.local as well, or remove VITE_CONVEX_URL to run everything here.",
    );
  }
  return {
    convex: { kind: "deployment", url },
    workos: { kind: "real" },
    folder: "deployment",
    deployment: {},
    console: consoleVariables(env, { VITE_WORKOS_CLIENT_ID: clientId }),
  };
}

function onRealWorkOS(env: Record<string, string>, ports: Ports, clientId: string): LaunchPlan {
  if (env.WORKOS_API_KEY === undefined) {
    throw new PlanError(
      "WORKOS_CLIENT_ID is set but WORKOS_API_KEY is not. Copy the environment's API key (sk_…) from the WorkOS dashboard into .env.local, " +
        "or remove WORKOS_CLIENT_ID to use the stand-in.",
    );
  }
  return {
    convex: { kind: "embedded" },
    workos: { kind: "real" },
    folder: `workos-${clientId}`,
    deployment: deploymentVariables(env, {
      GATEHOUSE_ENVIRONMENT: env.GATEHOUSE_ENVIRONMENT ?? "Development",
      WORKOS_CLIENT_ID: clientId,
    }),
    console: consoleVariables(env, {
      ...embeddedUrls(ports),
      VITE_WORKOS_CLIENT_ID: clientId,
    }),
  };
}

function onStandIn(env: Record<string, string>, ports: Ports): LaunchPlan {
  const stray = OF_REAL_WORKOS.filter((name) => env[name] !== undefined);
  if (stray.length > 0) {
    throw new PlanError(
      `${stray.join(" and ")} in .env.local would be for a WorkOS of your own, but WORKOS_CLIENT_ID does not name one. ` +
        `Put WORKOS_CLIENT_ID=client_… there as well, or remove ${stray.join(" and ")} to use the stand-in.`,
    );
  }
  return {
    convex: { kind: "embedded" },
    workos: { kind: "standIn" },
    folder: "stand-in",
    deployment: deploymentVariables(env, {
      GATEHOUSE_ADMINS: [LOCAL_OPERATORS[0].email, env.GATEHOUSE_ADMINS].filter(Boolean).join(","),
      GATEHOUSE_ENVIRONMENT: env.GATEHOUSE_ENVIRONMENT ?? "Local",
      WORKOS_API_KEY: STAND_IN.apiKey,
      WORKOS_API_URL: `http://127.0.0.1:${ports.workos}`,
      WORKOS_CLIENT_ID: STAND_IN.clientId,
      WORKOS_WEBHOOK_SECRET: STAND_IN.webhookSecret,
    }),
    console: consoleVariables(env, {
      ...embeddedUrls(ports),
      VITE_WORKOS_CLIENT_ID: STAND_IN.clientId,
      VITE_WORKOS_API_HOSTNAME: `127.0.0.1:${ports.workos}`,
      VITE_WORKOS_API_HTTPS: "false",
      VITE_GATEHOUSE_ENVIRONMENT: "Local",
    }),
  };
}

function embeddedUrls(ports: Ports) {
  return {
    VITE_CONVEX_URL: `http://127.0.0.1:${ports.api}`,
    VITE_CONVEX_SITE_URL: `http://127.0.0.1:${ports.site}`,
  };
}

/** This run's values first, then those of the file; what neither names is null. */
function deploymentVariables(
  env: Record<string, string>,
  ofThisRun: Partial<Record<EnvName, string>>,
): Record<string, string | null> {
  return Object.fromEntries(
    DEPLOYMENT_VARIABLES.map((name) => [name, ofThisRun[name] ?? env[name] ?? null]),
  );
}

/** The file's own `VITE_` variables win over the defaults of this run. */
function consoleVariables(env: Record<string, string>, defaults: Record<string, string>) {
  const own = Object.entries(env).filter(([name]) => name.startsWith("VITE_"));
  return { ...defaults, ...Object.fromEntries(own) };
}
