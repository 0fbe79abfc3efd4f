import { takeRandomBytes } from "../values/randomPool";
import type { Origin } from "./invocation";
import { seededRandom } from "./random";

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
