import type { Evidence } from "../evidence";
import { isPattern } from "../hosts";
import type { Given } from "./types";

/** A callback address the app uses, and where it was seen. */
export interface ObservedAddress {
  uri: string;
  evidence: readonly Evidence[];
}

function seen(given: Given): ObservedAddress[] {
  const stated = given.all("runtimeRedirectUri").flatMap((evidence): ObservedAddress[] => {
    const { redirectUri } = evidence.facts;
    return redirectUri === null ? [] : [{ uri: redirectUri, evidence: [evidence] }];
  });
  const recorded = given
    .all("har")
    .flatMap((evidence) =>
      evidence.facts.authorizes.flatMap(({ redirectUri }): ObservedAddress[] =>
        redirectUri === null ? [] : [{ uri: redirectUri, evidence: [evidence] }],
      ),
    );
  if (stated.length + recorded.length > 0) return [...stated, ...recorded];
  return given
    .all("bundle")
    .flatMap((evidence) =>
      evidence.facts.redirectUris.map((uri) => ({ uri, evidence: [evidence] })),
    );
}

/**
 * The callback addresses the app really uses: as stated or recorded, else as built in, else as the
 * environment's record has it. A built-in address may be a fallback, so it counts only without others.
 * A pattern in the record says which addresses may occur, and nothing of what the app sends.
 */
export function observedAddresses(given: Given): ObservedAddress[] {
  const byUri = new Map<string, Evidence[]>();
  for (const { uri, evidence } of seen(given)) {
    byUri.set(uri, [...(byUri.get(uri) ?? []), ...evidence]);
  }
  const { environment } = given;
  if (byUri.size === 0 && environment !== null && !isPattern(environment.redirectUri)) {
    byUri.set(environment.redirectUri, []);
  }
  return [...byUri].map(([uri, evidence]) => ({ uri, evidence }));
}
