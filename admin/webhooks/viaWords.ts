import type { DeliveryRecord } from "../providers/resources";

type Via = DeliveryRecord["via"];

/** By which way an event came, in a word. */
export const VIA_LABELS = {
  webhook: "webhook",
  drain: "Events API",
  replay: "replay",
  test: "test",
  seed: "sample data",
} as const satisfies Record<Via, string>;

/** The same within a sentence: "received … by webhook". */
export function viaWords(via: Via): string {
  return { ...VIA_LABELS, drain: "through the Events API", seed: "as sample data" }[via].replace(
    /^(webhook|replay|test)$/,
    "by $1",
  );
}
