import { readFileSync } from "node:fs";
import path from "node:path";
import { adminKeyFile } from "../backend/auth/adminKey";

/** A Convex deployment and the key that runs its internal functions. */
export interface Deployment {
  url: string;
  key: string;
}

/** What names the deployment: variables, and where `npm start` keeps its data. */
export interface Whereabouts {
  env: Readonly<Record<string, string | undefined>>;
  /** The folder `npm start` keeps this deployment in; asked for only when that is the one. */
  dataDir: () => string;
  /** The API port of `npm start`. */
  apiPort: number;
}

class DeploymentError extends Error {}

/**
 * The deployment to talk to: a self-hosted one or one in Convex's cloud when the variables name it,
 * else the embedded one of `npm start`.
 * @throws DeploymentError that says which variable is missing, or that nothing was ever started
 */
export function findDeployment({ env, dataDir, apiPort }: Whereabouts): Deployment {
  const selfHosted = env["CONVEX_SELF_HOSTED_URL"];
  if (selfHosted) return { url: selfHosted, key: need(env, "CONVEX_SELF_HOSTED_ADMIN_KEY") };
  const cloud = env["VITE_CONVEX_URL"];
  if (cloud) return { url: cloud, key: need(env, "CONVEX_DEPLOY_KEY") };
  return { url: `http://127.0.0.1:${apiPort}`, key: embeddedKey(dataDir()) };
}

const HINTS = {
  CONVEX_SELF_HOSTED_ADMIN_KEY: "the admin key of the deployment CONVEX_SELF_HOSTED_URL names",
  CONVEX_DEPLOY_KEY:
    "a deploy key of the deployment VITE_CONVEX_URL names, made in the Convex dashboard under Settings",
} as const;

function need(env: Whereabouts["env"], name: keyof typeof HINTS): string {
  const value = env[name];
  if (!value) throw new DeploymentError(`${name} is not set. Set it to ${HINTS[name]}.`);
  return value;
}

function embeddedKey(dataDir: string): string {
  try {
    return readFileSync(adminKeyFile(path.join(dataDir, "convex")), "utf8").trim();
  } catch {
    throw new DeploymentError(
      `There is no deployment in ${dataDir}. Run npm start first, or name its directory with --data.`,
    );
  }
}

/**
 * Runs a function over Convex's HTTP API, internal ones too.
 * @param name such as `syncRuns:progress`
 * @throws DeploymentError when nothing answers, or the function's own error
 */
export async function callDeployment(
  { url, key }: Deployment,
  kind: "query" | "mutation",
  name: string,
  args: object,
): Promise<unknown> {
  const response = await fetch(`${url}/api/${kind}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Convex ${key}` },
    body: JSON.stringify({ path: name, args, format: "json" }),
  }).catch(() => {
    throw new DeploymentError(`Nothing answers at ${url}. Is npm start running?`);
  });
  const answer = (await response.json()) as Answer;
  if (answer.status === "success") return answer.value;
  throw new DeploymentError(answer.errorMessage ?? `${url} answered ${response.status}.`);
}

interface Answer {
  status?: string;
  value?: unknown;
  errorMessage?: string;
}
