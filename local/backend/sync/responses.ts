import type { MutationOutcome, Outcome } from "../runtime/types";
import { encodeTs } from "../values/clock";

/** Where a client's view stands; a Transition leads from one version to the next. */
export interface StateVersion {
  readonly querySet: number;
  readonly identity: number;
  /** Nanoseconds. */
  readonly ts: bigint;
}

/** Where every client starts after it connects. */
export const INITIAL_VERSION: StateVersion = { querySet: 0, identity: 0, ts: 0n };

/**
 * A Transition larger than this is sent in pieces (Convex cuts at the same size), so that a
 * client sees progress and its liveness timer does not run out.
 */
const MAX_TRANSITION_LENGTH = 5_000_000;

/** Encodes a `Transition`; `modifications` are already JSON texts. */
export function encodeTransition(
  start: StateVersion,
  end: StateVersion,
  modifications: readonly string[],
  clientClockSkewMs: number | null,
): string {
  const skew = clientClockSkewMs === null ? "" : `,"clientClockSkew":${clientClockSkewMs}`;
  return (
    `{"type":"Transition","startVersion":${encodeVersion(start)},` +
    `"endVersion":${encodeVersion(end)},"modifications":[${modifications.join(",")}]${skew}}`
  );
}

function encodeVersion({ querySet, identity, ts }: StateVersion): string {
  return `{"querySet":${querySet},"identity":${identity},"ts":"${encodeTs(ts)}"}`;
}

/**
 * Cuts an encoded Transition into `TransitionChunk` messages when it is too long for one frame.
 *
 * @param transitionId Differs for each Transition of a connection.
 */
export function splitTransition(
  transition: string,
  transitionId: string,
  maxLength = MAX_TRANSITION_LENGTH,
): string[] {
  if (transition.length <= maxLength) return [transition];
  const totalParts = Math.ceil(transition.length / maxLength);
  return Array.from({ length: totalParts }, (_, partNumber) =>
    JSON.stringify({
      type: "TransitionChunk",
      chunk: transition.slice(partNumber * maxLength, (partNumber + 1) * maxLength),
      partNumber,
      totalParts,
      transitionId,
    }),
  );
}

/** Encodes the answer to a `Mutation`. */
export function encodeMutationResponse(requestId: number, outcome: MutationOutcome): string {
  if (!outcome.ok) return encodeFailure("MutationResponse", requestId, outcome);
  return JSON.stringify({
    type: "MutationResponse",
    requestId,
    success: true,
    result: outcome.value,
    ts: encodeTs(outcome.ts),
    logLines: outcome.logLines,
  });
}

/** Encodes the answer to an `Action`. */
export function encodeActionResponse(requestId: number, outcome: Outcome): string {
  if (!outcome.ok) return encodeFailure("ActionResponse", requestId, outcome);
  return JSON.stringify({
    type: "ActionResponse",
    requestId,
    success: true,
    result: outcome.value,
    logLines: outcome.logLines,
  });
}

function encodeFailure(
  type: "MutationResponse" | "ActionResponse",
  requestId: number,
  outcome: Extract<Outcome, { ok: false }>,
): string {
  return JSON.stringify({
    type,
    requestId,
    success: false,
    result: outcome.errorMessage,
    errorData: outcome.errorData,
    logLines: outcome.logLines,
  });
}

/** Encodes an `AuthError`; the client fetches a new token and connects again. */
export function encodeAuthError(
  error: string,
  baseVersion: number,
  authUpdateAttempted: boolean,
): string {
  return JSON.stringify({ type: "AuthError", error, baseVersion, authUpdateAttempted });
}

/** Encodes a `FatalError`; the client gives up for good. */
export function encodeFatalError(error: string): string {
  return JSON.stringify({ type: "FatalError", error });
}

/** The keep-alive message. */
export const PING = JSON.stringify({ type: "Ping" });
