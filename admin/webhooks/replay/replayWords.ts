import { count } from "../../ui/words";
import type { ReplayPreview, ReplayScope } from "./usePreview";

/** What the preview found, as a sentence. */
export function previewSentence(scope: ReplayScope, preview: ReplayPreview): string {
  const { events, looked, more } = preview;
  const atLeast = more ? "At least " : "";
  if (scope === "failed") {
    if (events === 0) return "No failed event in this time: there is nothing to replay.";
    const lost = looked - events;
    const gone = lost === 0 ? "" : ` ${lost} more cannot be: their payload is no longer kept.`;
    return `${atLeast}${count(events, "event")} failed here and would be processed again.${gone}`;
  }
  const seen = `WorkOS has ${more ? "more than " : ""}${count(looked, "event")} of this time`;
  return events === 0
    ? `${seen}; ${more ? "of those looked at, " : ""}none is missing here.`
    : `${seen}; ${more ? "at least " : ""}${events} never came here and would be applied.`;
}

/** The button that starts it, with what it will do. */
export function startWords(preview: ReplayPreview | undefined): string {
  return preview === undefined || preview.events === 0
    ? "Replay"
    : `Replay ${count(preview.events, "delivery")}${preview.more ? " or more" : ""}`;
}
