import { REFUSALS } from "../../../webhooks/refusals";

const REASONS: Readonly<Record<string, string>> = REFUSALS;

/** Why deliveries were turned away, most frequent first, a sentence each with its number. */
export function refusalWords(refused: readonly { reason: string; count: number }[]): string {
  return [...refused]
    .sort((a, b) => b.count - a.count)
    .map(({ reason, count }) => `${count} ×: ${REASONS[reason] ?? reason}`)
    .join("\n");
}
