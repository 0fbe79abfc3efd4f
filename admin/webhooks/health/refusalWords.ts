import { SIGNATURE_REASONS } from "../../../webhooks/signature";
import { SVIX_REASONS } from "../../../webhooks/svixReasons";

const REASONS: Readonly<Record<string, string>> = { ...SIGNATURE_REASONS, ...SVIX_REASONS };

/** Why deliveries were turned away, most frequent first, a sentence each with its number. */
export function refusalWords(refused: readonly { reason: string; count: number }[]): string {
  return [...refused]
    .sort((a, b) => b.count - a.count)
    .map(({ reason, count }) => `${count} ×: ${REASONS[reason] ?? reason}`)
    .join("\n");
}
