import { causeOfErrorPage, WORKOS_ERROR_HOST } from "../errorCodes";
import { parseUrl } from "../hosts";
import type { Given, Observation } from "./types";

/** The path of WorkOS's error page in a Location header, or null when it leads elsewhere. */
export function errorPageOf(location: string | null): string | null {
  const url = location === null ? null : parseUrl(location);
  if (url === null) return null;
  const isErrorPage = url.hostname === WORKOS_ERROR_HOST || url.pathname.startsWith("/error/");
  return isErrorPage ? url.pathname : null;
}

function fromProbes({ all }: Given): Observation[] {
  return all("authorizeProbe").flatMap((probe): Observation[] => {
    const { clientId, redirectUri, location } = probe.facts;
    const page = errorPageOf(location);
    const code = page === null ? null : causeOfErrorPage(page);
    if (page === null || code === null) return [];
    return [
      {
        code,
        certainty: "likely",
        subject: code === "redirect-uri-not-registered" ? redirectUri : clientId,
        sentence: `A sign-in with the client ID ${clientId} and the callback address ${redirectUri} ends on WorkOS's error page ${page}.`,
        howWeKnow: "The sign-in address was opened and its answer read, without following it.",
        evidence: [probe],
        values: { redirectUri, clientId },
      },
    ];
  });
}

function fromSignOut({ all, environment }: Given): Observation[] {
  return all("signOutProbe").flatMap((probe): Observation[] => {
    if (!/app-homepage-url-not-found/.test(probe.facts.location ?? "")) return [];
    return [
      {
        code: "sign-out-address-missing",
        certainty: "proven",
        subject: environment?.appUrl ?? "sign-out",
        sentence: "Signing out ends on WorkOS's page app-homepage-url-not-found.",
        howWeKnow: "The sign-out address was opened and its answer read, without following it.",
        evidence: [probe],
      },
    ];
  });
}

function fromRecordings({ all }: Given): Observation[] {
  return all("har").flatMap((har) =>
    har.facts.authorizes.flatMap((authorize): Observation[] => {
      const code = authorize.errorPage === null ? null : causeOfErrorPage(authorize.errorPage);
      if (code === null) return [];
      const { redirectUri, clientId } = authorize;
      const [address, client] = [redirectUri ?? "none", clientId ?? "none"];
      return [
        {
          code,
          certainty: "proven",
          subject: code === "redirect-uri-not-registered" ? address : client,
          sentence: `The sign-in with the client ID ${client} and the callback address ${address} ended on WorkOS's error page ${authorize.errorPage ?? ""}.`,
          howWeKnow: `Step ${authorize.step + 1} of the recording shows it.`,
          evidence: [har],
          values: {
            ...(redirectUri === null ? {} : { redirectUri }),
            ...(clientId === null ? {} : { clientId }),
          },
        },
      ];
    }),
  );
}

/** WorkOS's error pages, as probes and recordings met them. */
export function judgeErrorPages(given: Given): Observation[] {
  return [...fromProbes(given), ...fromSignOut(given), ...fromRecordings(given)];
}
