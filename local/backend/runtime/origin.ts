import type { UserIdentity } from "convex/server";
import { takeRandomBytes } from "../values/randomPool";
import { seededRandom } from "./random";
import type { FunctionCall } from "./types";

/** Who started the function and when: the same for every function nested in it. */
export interface Origin {
  /** 16 hex digits that error messages and metadata carry. */
  readonly requestId: string;
  readonly identity: UserIdentity | null;
  readonly request: FunctionCall["request"];
  /** The `_scheduled_functions` row being run, if any. */
  readonly jobId: string | null;
  /** Frozen time of queries and mutations, UTC epoch milliseconds. */
  readonly startedAt: number;
  /** Seeded once per call, so that `Math.random` belongs to it. */
  readonly random: () => number;
}

/**
 * Begins a call: a request id, a frozen time and a random sequence of its own.
 *
 * @param now - UTC epoch milliseconds
 */
export function createOrigin(
  from: Pick<Origin, "identity" | "request"> & Partial<Pick<Origin, "jobId" | "requestId">>,
  now: number,
): Origin {
  const bytes = takeRandomBytes(12);
  return {
    requestId: from.requestId ?? bytes.toString("hex", 0, 8),
    identity: from.identity,
    request: from.request,
    jobId: from.jobId ?? null,
    startedAt: now,
    random: seededRandom(bytes.readInt32LE(8)),
  };
}
