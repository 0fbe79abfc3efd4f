/** What becomes of one file of the app. */
export type Outcome =
  /** Says all it should already. */
  | { kind: "unchanged" }
  | { kind: "changed"; text: string }
  /** Cannot be edited for sure; the person at the keyboard can. */
  | { kind: "byHand"; why: string; example: string }
  /** Cannot work at all. */
  | { kind: "refused"; why: string };

export const unchanged: Outcome = { kind: "unchanged" };

/** A text as an outcome: changed when it differs from what was there. */
export function outcomeOf(before: string, after: string): Outcome {
  return before === after ? unchanged : { kind: "changed", text: after };
}
