import type { SelfCheckFacts } from "../../convex/gatehouse/diagnostics/selfCheckFacts";
import type { ConsoleEnv } from "../config/env";
import { workosOrigin } from "../config/workosOrigin";
import { browserFacts, thisBrowser } from "./browserFacts";
import { blockedRequests, clockOffset, thisNetwork } from "./reach";
import { thirdPartyCookies } from "./thirdPartyCookies";

type Hosts = Pick<
  ConsoleEnv,
  "convexUrl" | "workosClientId" | "workosHostname" | "workosPort" | "workosHttps"
>;

/**
 * Examines the browser the page is open in. Takes a second or two; reads no values.
 * @param env the systems that signing in needs
 */
export async function examine(env: ConsoleEnv): Promise<SelfCheckFacts> {
  const [clockOffsetMs, blocked, thirdParty] = await Promise.all([
    clockOffset("/favicon.svg", thisNetwork),
    blockedRequests(neededAddresses(env), thisNetwork),
    thirdPartyCookies(env.siteUrl, thisNetwork),
  ]);
  const seen = browserFacts(thisBrowser());
  return { ...seen, clockOffsetMs, blockedRequests: blocked, thirdPartyCookies: thirdParty };
}

/** One harmless address of each host that signing in needs. */
export function neededAddresses(env: Hosts): string[] {
  return [
    `${workosOrigin(env)}/sso/jwks/${env.workosClientId}`,
    `${env.convexUrl.replace(/\/+$/, "")}/version`,
  ];
}
