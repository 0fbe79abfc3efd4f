import { readEnv } from "../../admin/config/readEnv";
import { saidByVariables } from "../../admin/config/settings";
import { ENV_HINTS, envProblem, type EnvName } from "../../convex/gatehouse/env/rules";

/** The settings of the Convex deployment that `.env.local` may hold; Convex provides the others. */
export const DEPLOYMENT_VARIABLES = (Object.keys(ENV_HINTS) as EnvName[]).filter(
  (name) => !name.startsWith("CONVEX_"),
);

/** A sentence for each malformed setting of the Convex deployment, by the deployment's own rules. */
export function deploymentProblems(env: Record<string, string>): string[] {
  return DEPLOYMENT_VARIABLES.flatMap((name) => {
    const value = env[name]?.trim();
    const problem = value === undefined ? null : envProblem(name, value);
    return problem === null ? [] : [`${name} ${problem}. Put ${ENV_HINTS[name]} into .env.local.`];
  });
}

/**
 * A sentence for each malformed setting of the console, by the console's own rules.
 *
 * @param origin where the console will answer
 */
export function consoleProblems(variables: Record<string, string>, origin: string): string[] {
  const read = readEnv({ build: saidByVariables(variables), file: null }, origin);
  if (!("problems" in read)) return [];
  return read.problems.map(
    ({ name, wrong, put }) => `${name} in .env.local ${wrong}. What belongs there: ${put}`,
  );
}
