import type { SelfCheckFacts } from "../../convex/gatehouse/diagnostics/selfCheckFacts";
import type { ConsoleEnv } from "../env/env";
import { browserFacts, thisBrowser } from "./browserFacts";
import { blockedRequests, clockOffset, thisNetwork } from "./reach";
import { thirdPartyCookies } from "./thirdPartyCookies";

type Hosts = Pick<
  ConsoleEnv,
  "convexUrl" | "workosClientId" | "workosHostname" | "workosPort" | "workosHttps"
>;

/**
 * Examines the browser the page is open in. Takes a second or two; reads no values.
 * @param siteUrl the origin of the deployment's HTTP actions, when it is known
 */
export async function examine(env: Hosts, siteUrl: string | null): Promise<SelfCheckFacts> {
  const [clockOffsetMs, blocked, thirdParty] = await Promise.all([
    clockOffset("/favicon.svg", thisNetwork),
    blockedRequests(neededAddresses(env), thisNetwork),
    thirdPartyCookies(siteUrl, thisNetwork),
  ]);
  const seen = browserFacts(thisBrowser());
  return { ...seen, clockOffsetMs, blockedRequests: blocked, thirdPartyCookies: thirdParty };
}

/** One harmless address of each host that signing in needs. */
export function neededAddresses(env: Hosts): string[] {
  const port = env.workosPort === undefined ? "" : `:${env.workosPort}`;
  const host = `${env.workosHostname ?? "api.workos.com"}${port}`;
  return [
    `${env.workosHttps ? "https" : "http"}://${host}/sso/jwks/${env.workosClientId}`,
    `${env.convexUrl.replace(/\/+$/, "")}/version`,
  ];
}
