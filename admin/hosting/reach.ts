import type { ConsoleEnv } from "../config/env";
import { readEnv } from "../config/readEnv";
import type { Said } from "../config/settings";
import { workosOrigin } from "../config/workosOrigin";

/** The sources a page may connect to beside its own, as a Content-Security-Policy writes them. */
export type Reach = readonly string[];

/**
 * For a build that learns only at load where it talks to: any host, but never in the clear.
 * Exact where the addresses are known when the policy is written.
 */
export const ANYWHERE_SECURE: Reach = ["https:", "wss:"];

/** Exactly the systems a console talks to: Convex, its socket, WorkOS, and Convex's HTTP actions. */
function reachOf(
  env: Pick<ConsoleEnv, "convexUrl" | "siteUrl" | "workosHostname" | "workosPort" | "workosHttps">,
): Reach {
  const { origin } = new URL(env.convexUrl);
  const site = env.siteUrl === null ? [] : [env.siteUrl];
  return [origin, origin.replace(/^http/, "ws"), workosOrigin(env), ...site];
}

/**
 * What settings allow, as far as they say where the console talks to.
 * @param said settings that need not be complete
 */
export function reachOfSaid({ redirectUri: _, ...said }: Said): Reach {
  const reading = readEnv({ build: said, file: null }, "https://console.invalid");
  return "env" in reading ? reachOf(reading.env) : ANYWHERE_SECURE;
}
