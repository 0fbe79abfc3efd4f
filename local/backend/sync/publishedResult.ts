import type { QueryOutcome } from "../runtime/types";

/** A query's latest result as sessions send it: encoded once, however many subscribe. */
export interface PublishedResult {
  /** A `QueryUpdated` or `QueryFailed` without its queryId. */
  readonly encoded: string;
  /** Equal for results a client need not be told apart. */
  readonly fingerprint: string;
}

/** Encodes an outcome for the protocol. */
export function publish(outcome: QueryOutcome): PublishedResult {
  const { logLines, journal } = outcome;
  if (outcome.ok) {
    const encoded =
      `"type":"QueryUpdated","value":${JSON.stringify(outcome.value)},` +
      `"logLines":${JSON.stringify(logLines)},"journal":${JSON.stringify(journal)}}`;
    return { encoded, fingerprint: encoded };
  }
  const { errorMessage, errorData } = outcome;
  const failure = { type: "QueryFailed", errorMessage, errorData, logLines, journal };
  return {
    encoded: JSON.stringify(failure).slice(1),
    fingerprint: JSON.stringify({ ...failure, errorMessage: withoutRequestId(errorMessage) }),
  };
}

/** Completes an encoded result into a modification for one client. */
export function modificationFor(queryId: number, result: PublishedResult): string {
  return `{"queryId":${queryId},${result.encoded}`;
}

/** Each run has a request id of its own; it alone does not make an error a new one. */
function withoutRequestId(errorMessage: string): string {
  return errorMessage.replace(/^\[Request ID: [^\]]*\] ?/, "");
}
