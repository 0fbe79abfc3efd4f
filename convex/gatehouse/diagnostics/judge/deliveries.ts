import type { AvailableEvidence, EvidenceFacts } from "../evidence";
import type { Given, Observation } from "./types";
import { counted, duration, listed, utc } from "./words";

type Health = EvidenceFacts["inboxHealth"];
type Refusal = Health["rejected"][number];
type Seen = Pick<Observation, "code" | "certainty" | "sentence" | "howWeKnow">;

/** WorkOS tries again within minutes, so an event may be on its way for so long. */
const SILENCE_MS = 15 * 60_000;

/** Anybody can post to the address: a few bad signatures among good ones mean nothing. */
const FEWEST_REFUSED = 3;
const NOTABLE_SHARE = 0.1;

const isNotable = ({ count }: Refusal, { received }: Health): boolean =>
  count >= FEWEST_REFUSED && count >= received * NOTABLE_SHARE;

const refusedFor = {
  signature: "because their signature was wrong",
  timestamp: "because of the time in their signature",
} as const;

function refusalSentence(reason: keyof typeof refusedFor, count: number, health: Health): string {
  const { received, receivedIsCapped, since } = health;
  const accepted =
    received === 0
      ? "none was"
      : `${receivedIsCapped ? "at least " : ""}${counted(received, "was", "were")}`;
  return `Since ${utc(since)} ${counted(count, "delivery was", "deliveries were")} refused ${refusedFor[reason]}, and ${accepted} accepted.`;
}

const COUNTED = "The receiver counts what it refuses, by reason.";
const COMPARED =
  "The receiver counts what it refuses, and the endpoint's secret at WorkOS was compared with this deployment's.";

/** Wrong signatures although the secret is right: somebody else sends, or something changes the text. */
function signedOtherwise(sentence: string, isNoneAccepted: boolean): Seen[] {
  const certainty = isNoneAccepted ? "likely" : "possible";
  const mismatch: Seen = {
    code: "webhook-secret-mismatch",
    certainty: "possible",
    sentence: `${sentence} The endpoint's own secret fits, so they may come from an endpoint of another WorkOS environment that sends here too.`,
    howWeKnow: COMPARED,
  };
  const reserialised: Seen = {
    code: "webhook-body-reserialised",
    certainty,
    sentence: `${sentence} The endpoint's secret fits, so something between WorkOS and here changes the text.`,
    howWeKnow: COMPARED,
  };
  return isNoneAccepted ? [reserialised, mismatch] : [mismatch, reserialised];
}

function rejections(health: Health, secretFits: boolean): Seen[] {
  return health.rejected.flatMap((refusal): Seen[] => {
    const { reason, count } = refusal;
    if (reason === "other" || !isNotable(refusal, health)) return [];
    const sentence = refusalSentence(reason, count, health);
    const isNoneAccepted = health.received === 0;
    const certainty = isNoneAccepted ? "likely" : "possible";
    if (reason === "timestamp") {
      return [{ code: "webhook-timestamp-refused", certainty, sentence, howWeKnow: COUNTED }];
    }
    if (secretFits) return signedOtherwise(sentence, isNoneAccepted);
    return [{ code: "webhook-secret-mismatch", certainty, sentence, howWeKnow: COUNTED }];
  });
}

function failures({ failedTypes, received }: Health): Seen[] {
  if (failedTypes.length === 0 || received === 0) return [];
  return [
    {
      code: "webhook-decoding-strict",
      certainty: "likely",
      sentence: `Events of the types ${listed(failedTypes)} fail, while others are applied.`,
      howWeKnow: "The inbox keeps every delivery with its outcome.",
    },
  ];
}

function silence(health: Health, now: number): Seen[] {
  const { missedEventAt, lastReceivedAt } = health;
  const hasRefused = health.rejected.some((refusal) => isNotable(refusal, health));
  if (missedEventAt === null || hasRefused || now - missedEventAt <= SILENCE_MS) return [];
  const last =
    lastReceivedAt === null
      ? "no delivery was ever received"
      : `the last delivery came ${utc(lastReceivedAt)}`;
  return [
    {
      code: "webhooks-silent",
      certainty: "likely",
      sentence: `WorkOS has had news for ${duration(now - missedEventAt)} that did not arrive; ${last}.`,
      howWeKnow:
        "WorkOS's own log was asked for the first event after the last delivery that arrived.",
    },
  ];
}

/** Without an endpoint that is on nothing is known; with several, one that fits is enough. */
function secretState(
  endpoints: AvailableEvidence<"webhookEndpoints"> | null,
  webhookUrl: string | undefined,
): { fits: boolean; differing: string[] } {
  const withoutSlash = (url: string): string => url.replace(/\/+$/, "");
  const ours = (endpoints?.facts.endpoints ?? []).filter(
    ({ url, enabled }) => enabled && withoutSlash(url) === withoutSlash(webhookUrl ?? ""),
  );
  const allDiffer = ours.every(({ secretFits }) => secretFits === false);
  return {
    fits: ours.some(({ secretFits }) => secretFits === true),
    differing: allDiffer ? ours.map(({ id }) => id) : [],
  };
}

/** Whether WorkOS's news arrives and is taken in: its secret, its signatures, its silence. */
export function judgeDeliveries({ newest, environment, now }: Given): Observation[] {
  const health = newest("inboxHealth");
  const endpoints = newest("webhookEndpoints");
  const webhookUrl = environment?.webhookUrl;
  const { fits, differing } = secretState(endpoints, webhookUrl);
  const observed =
    (...evidence: Observation["evidence"]) =>
    (seen: Seen): Observation => ({
      ...seen,
      ...{ subject: webhookUrl ?? "webhooks", evidence },
      ...(webhookUrl === undefined ? {} : { values: { webhookUrl } }),
    });
  const unset: Seen = {
    code: "webhook-secret-unset",
    certainty: "proven",
    sentence: "WORKOS_WEBHOOK_SECRET is not set, so every delivery is refused.",
    howWeKnow: "The deployment's variables were looked at, by name.",
  };
  if (health?.facts.secretConfigured === false) return [observed(health)(unset)];
  const differs: Seen = {
    code: "webhook-secret-mismatch",
    certainty: "proven",
    sentence: `The endpoint ${listed(differing)} at WorkOS signs with a secret that is not in this deployment's WORKOS_WEBHOOK_SECRET, so its deliveries are refused.`,
    howWeKnow: "The two secrets were compared on the server, and neither was kept.",
  };
  const compared = fits && endpoints !== null ? [endpoints] : [];
  return [
    ...(endpoints === null || differing.length === 0 ? [] : [observed(endpoints)(differs)]),
    ...(health === null
      ? []
      : [
          ...rejections(health.facts, fits).map(observed(health, ...compared)),
          ...failures(health.facts).map(observed(health)),
          ...silence(health.facts, now).map(observed(health)),
        ]),
  ];
}
