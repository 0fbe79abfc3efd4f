import type { HarFacts } from "../../../../convex/gatehouse/diagnostics/harFacts";
import { parseUrl } from "../../../../convex/gatehouse/diagnostics/hosts";
import type { EnvironmentRecord } from "../../../../convex/gatehouse/diagnostics/judge/types";
import type { Evidence } from "../../../../convex/gatehouse/diagnostics/evidence";

/** An environment of the app, with WorkOS's lists as its last checks read them. */
export interface KnownEnvironment {
  record: EnvironmentRecord;
  lists: readonly Evidence[];
}

/**
 * The environment that a recording was made in: of the client that its sign-ins name, else of the app
 * it visits.
 * @param facts what the recording shows.
 * @param environments those registered here.
 * @returns null when none fits; nobody's rules are better than another environment's.
 */
export function environmentOf(
  { authorizes, steps }: HarFacts,
  environments: readonly KnownEnvironment[],
): KnownEnvironment | null {
  const clients = new Set(authorizes.map(({ clientId }) => clientId));
  const hosts = new Set(steps.map(({ address }) => address.host));
  const ofClient = environments.filter(({ record }) => clients.has(record.clientId));
  const isVisited = ({ record }: KnownEnvironment): boolean =>
    hosts.has(parseUrl(record.appUrl)?.host ?? "");
  return ofClient.find(isVisited) ?? ofClient[0] ?? environments.find(isVisited) ?? null;
}
