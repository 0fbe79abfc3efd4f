import { SYNCED_EVENTS } from "../../../webhooks/eventTypes";
import { isObject, textMember } from "../../../webhooks/json";
import { listPage, PAGE_SIZE } from "./lists";

/** The Events API's largest page is as large as any. */
export const EVENTS_PAGE_SIZE = PAGE_SIZE;
/** Events per transaction: small enough to stay far from a mutation's limits. */
export const EVENTS_CHUNK_SIZE = 25;

/** An event as WorkOS lists it: its id, and its JSON text. */
export interface RawEvent {
  id: string;
  payload: string;
}

/** Where a page begins: after an event, or while there is none at a time (epoch ms). */
export interface EventsFrom {
  cursor: string | null;
  rangeStartAt: number;
}

/**
 * One page of the events Gatehouse acts on, oldest first; a short one is the last.
 * @throws WorkosError
 */
export async function listEvents({ cursor, rangeStartAt }: EventsFrom): Promise<RawEvent[]> {
  // `after` and `range_start` exclude each other.
  const from =
    cursor === null ? { range_start: new Date(rangeStartAt).toISOString() } : { after: cursor };
  const events = SYNCED_EVENTS.join(",");
  const { data } = await listPage("/events", { events, ...from });
  return data.flatMap(toRawEvent);
}

function toRawEvent(event: unknown): RawEvent[] {
  const id = isObject(event) ? textMember(event, "id") : null;
  if (typeof id === "string") return [{ id, payload: JSON.stringify(event) }];
  // There is nothing to keep it under.
  console.error("WorkOS listed an event without a usable id; it is skipped.");
  return [];
}
