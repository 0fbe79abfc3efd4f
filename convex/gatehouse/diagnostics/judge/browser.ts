import type { AvailableEvidence } from "../evidence";
import { isLoopback } from "../hosts";
import type { Given, Observation } from "./types";
import { listed } from "./words";

type SelfCheck = AvailableEvidence<"selfCheck">;
type Seen = Pick<Observation, "code" | "certainty" | "sentence">;

function storage({ facts }: SelfCheck): Seen | null {
  const refused = [
    ...(facts.cookiesEnabled ? [] : ["cookies"]),
    ...(facts.localStorageWritable ? [] : ["localStorage"]),
    ...(facts.sessionStorageWritable ? [] : ["sessionStorage"]),
  ];
  if (refused.length === 0) return null;
  const sentence = `This browser (${facts.browser}) refuses ${listed(refused)} for ${facts.hostname}.`;
  return { code: "browser-storage-blocked", certainty: "proven", sentence };
}

const insecure = ({ facts }: SelfCheck): Seen | null =>
  facts.secureContext && facts.cryptoSubtle
    ? null
    : {
        code: "insecure-context",
        certainty: "proven",
        sentence: `${facts.hostname} was opened without https, so this browser offers no cryptography.`,
      };

const hints = ({ facts }: SelfCheck): Seen | null =>
  (facts.sessionHints ?? 0) > 1
    ? {
        code: "several-session-hints",
        certainty: "proven",
        sentence: `This browser holds ${facts.sessionHints} workos-has-session cookies for ${facts.hostname}.`,
      }
    : null;

const exposedToken = ({ facts }: SelfCheck): Seen | null =>
  facts.refreshTokenInLocalStorage === true && !isLoopback(facts.hostname)
    ? {
        code: "refresh-token-in-local-storage",
        certainty: "proven",
        sentence: `On ${facts.hostname} the refresh token lies in localStorage.`,
      }
    : null;

const parallelSignIns = ({ facts }: SelfCheck): Seen | null =>
  (facts.verifiers ?? 0) > 1
    ? {
        code: "sign-in-state-lost",
        certainty: "possible",
        sentence: `This browser holds ${facts.verifiers} unfinished sign-ins side by side.`,
      }
    : null;

const rules = [storage, insecure, hints, exposedToken, parallelSignIns];

/** What the person's own browser allows and holds, from the self-check. */
export function judgeBrowser({ all }: Given): Observation[] {
  return all("selfCheck").flatMap((evidence) =>
    rules
      .map((rule) => rule(evidence))
      .filter((seen) => seen !== null)
      .map((seen): Observation => ({
        ...seen,
        subject: evidence.facts.hostname,
        howWeKnow:
          "The self-check looked at the person's own browser; it reads presence, never values.",
        evidence: [evidence],
        values: { host: evidence.facts.hostname },
      })),
  );
}
