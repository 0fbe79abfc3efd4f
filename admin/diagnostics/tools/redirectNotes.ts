import { isLoopback, parseUrl } from "../../../convex/gatehouse/diagnostics/hosts";
import {
  findRegistration,
  type WorkosEnvironmentKind,
} from "../../../convex/gatehouse/diagnostics/redirectUri";
import { nearestMiss } from "../../../convex/gatehouse/diagnostics/redirectUriDifference";
import type { AddressNote } from "./addressNote";

/** The callback addresses that an environment of the app is registered with here. */
export interface RegisteredAt {
  name: string;
  redirectUris: readonly string[];
  kind: WorkosEnvironmentKind;
}

/**
 * What is noteworthy about the callback address that a sign-in asks for.
 * @param redirectUri the `redirect_uri` parameter, decoded
 * @param environments the app's environments; none when none is registered
 */
export function redirectNotes(
  redirectUri: string,
  environments: readonly RegisteredAt[],
): AddressNote[] {
  const url = parseUrl(redirectUri);
  if (/\*|%2A/i.test(redirectUri)) {
    const sentence = "The callback address holds a *: the pattern itself was sent.";
    return [{ sentence, code: "redirect-uri-literal-wildcard" }];
  }
  if (url === null) {
    return [
      { sentence: "The callback address is empty or no address.", code: "redirect-uri-empty" },
    ];
  }
  const registered = environments.find(
    ({ redirectUris, kind }) => findRegistration(redirectUri, redirectUris, kind) !== null,
  );
  if (registered) {
    const sentence = `The callback address is one that ${registered.name} is registered with here.`;
    return [{ sentence, code: null }];
  }
  const production = environments.some(({ kind }) => kind === "production");
  if (production && url.protocol === "http:" && !isLoopback(url.hostname)) {
    const sentence = "The callback address is http; in production WorkOS wants https.";
    return [{ sentence, code: "redirect-uri-http-in-production" }];
  }
  return environments.length === 0 ? [] : [missNote(redirectUri, environments)];
}

function missNote(redirectUri: string, environments: readonly RegisteredAt[]): AddressNote {
  const near = environments
    .map(({ redirectUris, kind }) => nearestMiss(redirectUri, redirectUris, kind))
    .find((miss) => miss !== null);
  const sentence = "The callback address is none that an environment is registered with here";
  return {
    sentence: near ? `${sentence}: ${near.sentence}.` : `${sentence}.`,
    code:
      near?.difference === "loopback-name"
        ? "redirect-uri-loopback-mismatch"
        : "redirect-uri-not-registered",
  };
}
