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

function fromSignOuts({ all, environment }: Given): Observation[] {
  return all("har").flatMap((har) =>
    har.facts.steps
      .filter(({ role }) => role === "error-page")
      .filter(({ address }) => causeOfErrorPage(address.path) === "sign-out-address-missing")
      .map(({ index, address }): Observation => ({
        code: "sign-out-address-missing",
        certainty: "proven",
        subject: environment?.appUrl ?? "the sign-out",
        sentence: `Signing out ended on WorkOS's page ${address.path}: WorkOS does not know where to send people afterwards.`,
        howWeKnow: `Step ${index + 1} of the recording shows it.`,
        evidence: [har],
      })),
  );
}

/** WorkOS's error pages, as probes and recordings met them. */
export function judgeErrorPages(given: Given): Observation[] {
  return [...fromProbes(given), ...fromRecordings(given), ...fromSignOuts(given)];
}
