import type { WorkosEvent } from "./decode";
import { isUserEvent } from "./eventTypes";
import { isObject, jsonDepth, MAX_JSON_DEPTH, member, textMember, timeMember } from "./json";

/** What an event is and whom it is about, without what it says. */
export type Envelope = Pick<WorkosEvent, "id" | "type" | "occurredAt" | "userId">;

/**
 * As much of an event's envelope as can be read, for one that cannot be taken in. Never throws.
 * @param id the event's id
 * @param text its JSON text
 * @param now stands in for a time that cannot be read, epoch ms
 */
export function readEnvelope(id: string, text: string, now: number): Envelope {
  const event = parsed(text);
  const data = member(event, "data");
  const type = textMember(event, "event") ?? "unknown";
  const about = isObject(data) ? textMember(data, isUserEvent(type) ? "id" : "user_id") : null;
  return { id, type, occurredAt: timeMember(event, "created_at") ?? now, userId: about ?? null };
}

function parsed(text: string): Record<string, unknown> {
  if (jsonDepth(text) > MAX_JSON_DEPTH) return {};
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
