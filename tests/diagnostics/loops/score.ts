import type { LoopEpisode } from "../../../webhooks/loopEpisode";
import type { LoopLabel } from "./day";

/** How well the detected loops fit the real ones. */
export interface Score {
  precision: number;
  recall: number;
  falseAlarms: LoopEpisode[];
  missed: LoopLabel[];
}

const overlaps = (a: LoopLabel, b: LoopLabel): boolean =>
  a.userId === b.userId && a.startedAt <= b.endedAt && b.startedAt <= a.endedAt;

/**
 * Compares detected episodes with labels. Each label counts once: a loop found in two pieces is one
 * hit and one false alarm.
 */
export function score(found: readonly LoopEpisode[], labels: readonly LoopLabel[]): Score {
  const open = new Set(labels);
  const falseAlarms = found.filter((episode) => {
    const label = [...open].find((candidate) => overlaps(candidate, episode));
    if (label !== undefined) open.delete(label);
    return label === undefined;
  });
  return {
    precision: found.length === 0 ? 1 : 1 - falseAlarms.length / found.length,
    recall: labels.length === 0 ? 1 : 1 - open.size / labels.length,
    falseAlarms,
    missed: [...open],
  };
}
