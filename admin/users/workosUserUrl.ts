import type { ConsoleEnv } from "../config/env";

/**
 * Where to look at a person in WorkOS. `environment` stands for the environment the dashboard has
 * open, since the console cannot know its id (facts: WorkOS deep links). Locally: the stand-in's page.
 */
export function workosUserUrl(
  env: Pick<ConsoleEnv, "environment" | "workosHttps" | "workosHostname" | "workosPort">,
  workosId: string,
): string {
  if (env.environment === "Local" && env.workosHostname) {
    const port = env.workosPort ? `:${env.workosPort}` : "";
    return `${env.workosHttps ? "https" : "http"}://${env.workosHostname}${port}/`;
  }
  return `https://dashboard.workos.com/environment/users/${encodeURIComponent(workosId)}`;
}
