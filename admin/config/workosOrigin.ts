import type { ConsoleEnv } from "./env";

/** Where AuthKit's API answers, as an origin. */
export function workosOrigin({
  workosHostname = "api.workos.com",
  workosPort,
  workosHttps,
}: Pick<ConsoleEnv, "workosHostname" | "workosPort" | "workosHttps">): string {
  const port = workosPort === undefined ? "" : `:${workosPort}`;
  return `${workosHttps ? "https" : "http"}://${workosHostname}${port}`;
}
