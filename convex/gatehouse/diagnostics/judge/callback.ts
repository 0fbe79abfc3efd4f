import type { EvidenceFacts } from "../evidence";
import { isInternalHost, parseUrl } from "../hosts";
import type { Given, Observation } from "./types";

type Probe = EvidenceFacts["callbackProbe"];

const isPage = (contentType: string | null): boolean => /html/i.test(contentType ?? "");

/** A server may answer a callback without a code as a bad request; only "there is nothing" counts. */
const isMissing = ({ status, contentType }: Probe, hasServer: boolean): boolean =>
  hasServer
    ? status === 404 || status === 410
    : status >= 400 || (status === 200 && !isPage(contentType));

const startsSignIn = (location: URL): boolean =>
  location.pathname.endsWith("/user_management/authorize") ||
  /\/(login|sign-?in|signin)\b/i.test(location.pathname);

function judgeProbe(
  probe: Probe,
  given: Given,
): Omit<Observation, "evidence" | "howWeKnow"> | null {
  const { url, status, location } = probe;
  const callbackPath = parseUrl(url)?.pathname ?? url;
  const target = location !== null && URL.canParse(location, url) ? new URL(location, url) : null;
  const ownHost = parseUrl(url)?.hostname ?? "";
  if (target !== null && isInternalHost(target.hostname) && !isInternalHost(ownHost)) {
    return {
      code: "redirect-to-internal-host",
      certainty: "proven",
      subject: url,
      sentence: `The callback address ${url} answers with a redirect to ${target.host}, which only the server knows.`,
      values: { host: parseUrl(url)?.host ?? "" },
    };
  }
  if (target !== null && startsSignIn(target)) {
    return {
      code: "callback-behind-guard",
      certainty: "proven",
      subject: url,
      sentence: `The callback address ${url} answers by sending people to sign in (${target.host}${target.pathname}).`,
      values: { callbackPath },
    };
  }
  if (!isMissing(probe, given.authMode !== "client-only")) return null;
  const what =
    status === 200
      ? `${probe.contentType ?? "no content type"} instead of a page`
      : `status ${status}`;
  return {
    code: "callback-not-served",
    certainty: "proven",
    subject: url,
    sentence: `The callback address ${url} answers with ${what}.`,
    values: { redirectUri: url, callbackPath },
  };
}

function handledPaths({ all }: Given): Observation[] {
  return all("runtimeRedirectUri").flatMap((runtime): Observation[] => {
    const { redirectUri, handledPath: handled } = runtime.facts;
    const path = parseUrl(redirectUri ?? "")?.pathname;
    if (redirectUri === null || path === undefined || handled === null) return [];
    if (path.replace(/\/$/, "") === handled.replace(/\/$/, "")) return [];
    return [
      {
        code: "callback-path-mismatch",
        certainty: "proven",
        subject: redirectUri,
        sentence: `WorkOS sends people back to ${redirectUri}, but the app finishes sign-ins on ${handled}.`,
        howWeKnow: "The path of the redirect URI was compared with the app's callback route.",
        evidence: [runtime],
        values: { callbackPath: handled },
      },
    ];
  });
}

/** What the app answers at its callback address, and where it finishes sign-ins. */
export function judgeCallback(given: Given): Observation[] {
  const probes = given.all("callbackProbe").flatMap((evidence): Observation[] => {
    const observation = judgeProbe(evidence.facts, given);
    if (observation === null) return [];
    const howWeKnow = "The address was opened without a code and its answer looked at.";
    return [{ ...observation, howWeKnow, evidence: [evidence] }];
  });
  return [...probes, ...handledPaths(given)];
}
