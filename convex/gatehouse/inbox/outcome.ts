import type { Infer } from "convex/values";
import type { EventReason } from "../../../webhooks/reasons";
import type { Doc } from "../tables/dataModel";
import { defined } from "../lib/defined";
import type { inboxAttempt, inboxState } from "../tables/inbox";

type InboxState = Infer<typeof inboxState>;
type InboxAttempt = Infer<typeof inboxAttempt>;

/** What processing an event came to. */
export interface Processed {
  state: "applied" | "ignored";
  reason: EventReason | null;
  changed: string[];
}

/** Waits before each new attempt at an event that failed here; after the last it is dead. */
export const RETRY_DELAYS_IN_MS = [30_000, 120_000, 600_000, 3_600_000, 21_600_000] as const;

const MAX_ERROR_LENGTH = 500;
/** Of more attempts the first and the latest are kept. */
const MAX_HISTORY = 20;

/** All attempts at an event, oldest first. */
export function historyOf(row: Doc<"inbox">): InboxAttempt[] {
  const { receivedAt: at, via, state, error } = row;
  return row.history ?? [defined({ at, via, state, error })];
}

/** The attempts at an event with one more, as they are kept. */
export function historyWith(row: Doc<"inbox">, attempt: InboxAttempt): InboxAttempt[] {
  const [first, ...later] = [...historyOf(row), attempt];
  return [...(first === undefined ? [] : [first]), ...later.slice(1 - MAX_HISTORY)];
}

/** An error as it is kept. */
export function errorText({ message }: Error): string {
  return message.slice(0, MAX_ERROR_LENGTH);
}

/** What an inbox row says of the latest attempt; undefined members are removed. */
export interface Outcome {
  state: InboxState;
  reason: EventReason | undefined;
  error: string | undefined;
  nextAttemptAt: number | undefined;
  changedFields: string[] | undefined;
}

/**
 * What an attempt comes to.
 * @param attempts how many there have been, this one included
 * @param now when it was made, epoch ms
 */
export function outcomeOf(result: Processed | Error, attempts: number, now: number): Outcome {
  if (!(result instanceof Error)) {
    const { state, reason, changed } = result;
    return {
      state,
      reason: reason ?? undefined,
      error: undefined,
      nextAttemptAt: undefined,
      changedFields: changed.length === 0 ? undefined : changed,
    };
  }
  const delay = RETRY_DELAYS_IN_MS[attempts - 1];
  return {
    state: delay === undefined ? "dead" : "failed",
    reason: delay === undefined ? "gave-up" : "handler-failed",
    error: errorText(result),
    nextAttemptAt: delay === undefined ? undefined : now + delay,
    changedFields: undefined,
  };
}

/** What becomes of an event that failed and of which nothing is kept to try again with. */
export function givenUp(error: Error, reason: EventReason): Outcome {
  const nothing = { nextAttemptAt: undefined, changedFields: undefined };
  return { state: "dead", reason, error: errorText(error), ...nothing };
}
