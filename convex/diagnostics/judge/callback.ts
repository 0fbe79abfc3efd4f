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

function handledPath({ newest }: Given): Observation[] {
  const runtime = newest("runtimeRedirectUri");
  const path = parseUrl(runtime?.facts.redirectUri ?? "")?.pathname;
  const handled = runtime?.facts.handledPath ?? null;
  if (runtime === null || path === undefined || handled === null) return [];
  if (path.replace(/\/$/, "") === handled.replace(/\/$/, "")) return [];
  return [
    {
      code: "callback-path-mismatch",
      certainty: "proven",
      subject: runtime.facts.redirectUri ?? "",
      sentence: `People come back to ${path}, but the app finishes sign-ins on ${handled}.`,
      howWeKnow: "The path of the redirect URI was compared with the app's callback route.",
      evidence: [runtime],
      values: { callbackPath: handled },
    },
  ];
}

function checklist({ newest, environment }: Given): Observation[] {
  const list = newest("dashboardChecklist");
  if (list === null) return [];
  const subject = environment?.appUrl ?? "the app";
  const host = parseUrl(environment?.appUrl ?? "")?.host;
  const common = {
    subject,
    howWeKnow: "An operator looked it up in the WorkOS dashboard; there is no API for it.",
    evidence: [list],
    ...(host === undefined ? {} : { values: { host } }),
  };
  return [
    ...(list.facts.signInEndpoint === null
      ? [
          {
            ...common,
            code: "sign-in-endpoint-missing" as const,
            certainty: "likely" as const,
            sentence: `No sign-in endpoint is set for ${subject}, so invitations, password resets and impersonations cannot finish.`,
          },
        ]
      : []),
    ...(list.facts.homepageUrl === null
      ? [
          {
            ...common,
            code: "sign-out-address-missing" as const,
            certainty: "likely" as const,
            sentence: `No homepage URL is set for ${subject}, so a sign-out without return_to has nowhere to go.`,
          },
        ]
      : []),
  ];
}

/** What the app answers at its callback address, and the settings around it. */
export function judgeCallback(given: Given): Observation[] {
  const probes = given.all("callbackProbe").flatMap((evidence): Observation[] => {
    const observation = judgeProbe(evidence.facts, given);
    if (observation === null) return [];
    const howWeKnow = "The address was opened without a code and its answer looked at.";
    return [{ ...observation, howWeKnow, evidence: [evidence] }];
  });
  return [...probes, ...handledPath(given), ...checklist(given)];
}
