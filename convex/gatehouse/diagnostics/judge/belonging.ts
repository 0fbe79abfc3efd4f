import { findRegistration } from "../redirectUri";
import { errorPageOf } from "./errorPages";
import type { Given, Observation } from "./types";

/**
 * Whether client ID and API key are of one WorkOS environment. The list of redirect URIs belongs to the
 * key, the authorize endpoint to the client: when the list has an address that the client's sign-in
 * refuses, they are two environments.
 */
export function judgeBelonging({ newest, all, environment }: Given): Observation[] {
  const list = newest("redirectUris");
  if (list === null || environment === null) return [];
  const registered = list.facts.uris.map(({ uri }) => uri);
  return all("authorizeProbe").flatMap((probe): Observation[] => {
    const { clientId, redirectUri, location } = probe.facts;
    const isRefused = /redirect-uri-invalid/.test(errorPageOf(location) ?? "");
    if (!isRefused || findRegistration(redirectUri, registered, environment.kind) === null)
      return [];
    return [
      {
        code: "environments-mixed",
        certainty: "likely",
        subject: clientId,
        sentence: `The API key's list has ${redirectUri}, but a sign-in with ${clientId} refuses it: key and client ID belong to two WorkOS environments.`,
        howWeKnow: "WorkOS's list, read with the key, was compared with a sign-in of the client.",
        evidence: [list, probe],
        values: { clientId },
      },
    ];
  });
}
