import type { AvailableEvidence } from "../evidence";
import { parseUrl } from "../hosts";
import type { SelfCheckFacts } from "../selfCheckFacts";
import type { Given, Observation } from "./types";
import { counted } from "./words";

const nearOrigin = (origin: string, origins: readonly string[]): string => {
  const near = origins.find((entry) => parseUrl(entry)?.host === parseUrl(origin)?.host);
  return near === undefined ? "" : ` ${near} is there, but it is not the same text.`;
};

function list({ newest, environment }: Given): Observation[] {
  const evidence = newest("corsOrigins");
  const origin = parseUrl(environment?.appUrl ?? "")?.origin;
  if (evidence === null || origin === undefined) return [];
  const { origins } = evidence.facts;
  if (origins.includes(origin)) return [];
  return [
    {
      code: "cors-origin-missing",
      certainty: "proven",
      subject: origin,
      sentence: `The origin ${origin} is not on WorkOS's CORS list, so the browser refuses WorkOS's answers.${nearOrigin(origin, origins)}`,
      howWeKnow: `WorkOS's own list has ${counted(origins.length, "entry", "entries")}.`,
      evidence: [evidence],
      values: { origin },
    },
  ];
}

function recorded({ all }: Given): Observation[] {
  return all("har").flatMap((evidence) => [
    ...evidence.facts.corsFailures.map(({ step, origin, path, headersSeen }): Observation => ({
      code: "cors-origin-missing",
      certainty: headersSeen ? "proven" : "likely",
      subject: origin ?? "the app's origin",
      sentence: `The browser refused WorkOS's answer to ${path}: ${origin ?? "the app's origin"} is not allowed.`,
      howWeKnow: `Step ${step + 1} of the recording ${headersSeen ? "shows WorkOS's answer without permission for the origin" : "shows a request that was cut off"}.`,
      evidence: [evidence],
      ...(origin === null ? {} : { values: { origin } }),
    })),
    ...evidence.facts.authorizes
      .filter((authorize) => authorize.fetched)
      .map(({ step }): Observation => ({
        code: "authorize-fetched",
        certainty: "proven",
        subject: "the sign-in address",
        sentence: "The sign-in address was fetched by a script instead of being opened.",
        howWeKnow: `Step ${step + 1} of the recording is a fetch.`,
        evidence: [evidence],
      })),
    ...evidence.facts.blockedRequests.map(({ step, host }) =>
      blocked(host, `Step ${step + 1} of the recording was blocked before it left the browser.`, [
        evidence,
      ]),
    ),
  ]);
}

const blocked = (
  host: string,
  howWeKnow: string,
  evidence: Observation["evidence"],
  certainty: Observation["certainty"] = "proven",
): Observation => ({
  code: "request-blocked",
  certainty,
  subject: host,
  sentence: `Something in this browser blocks requests to ${host}.`,
  howWeKnow,
  evidence,
  values: { host, origin: host },
});

/** A script cannot see why a request failed: a blocker and a host that is down look the same to it. */
function failedRequest(
  { host, answersElsewhere }: SelfCheckFacts["blockedRequests"][number],
  evidence: AvailableEvidence<"selfCheck">,
): Observation {
  const tried = "The self-check's request to it failed";
  if (answersElsewhere === true) {
    return blocked(host, `${tried}, while it answers this server.`, [evidence], "likely");
  }
  if (answersElsewhere === undefined) {
    const open = `${tried}; whether it answers others was not asked.`;
    return blocked(host, open, [evidence], "possible");
  }
  return {
    code: "jwks-unreachable",
    certainty: "likely",
    subject: host,
    sentence: `${host} answers neither this browser nor this server, so nothing in the browser is to blame.`,
    howWeKnow: `${tried}, and so did this server's for WorkOS's signing keys.`,
    evidence: [evidence],
  };
}

function selfCheck({ all }: Given): Observation[] {
  return all("selfCheck").flatMap((evidence) =>
    evidence.facts.blockedRequests.flatMap((request): Observation[] => {
      const { host, reason } = request;
      if (reason === "blocked") return [failedRequest(request, evidence)];
      if (reason !== "cors") return [];
      const origin = `https://${evidence.facts.hostname}`;
      return [
        {
          code: "cors-origin-missing",
          certainty: "likely",
          subject: evidence.facts.hostname,
          sentence: `This browser refuses the answers of ${host} on ${evidence.facts.hostname}.`,
          howWeKnow: "The self-check tried a request to WorkOS from the app's own page.",
          evidence: [evidence],
          values: { origin },
        },
      ];
    }),
  );
}

/** Requests the browser refuses, by list, by recording and by self-check. */
export function judgeCors(given: Given): Observation[] {
  return [...list(given), ...recorded(given), ...selfCheck(given)];
}
