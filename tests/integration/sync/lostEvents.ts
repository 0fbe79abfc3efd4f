import { signInOf, sessionEndOf } from "../../../webhooks/signIns";
import { decodeEvent } from "../../../webhooks/decode";
import { SYNCED_EVENTS } from "../../../webhooks/eventTypes";
import type { Database } from "../../../local/backend/transaction/types";
import type { WorkosEvent } from "../../../local/workos/model/types";
import { readTable } from "../../support/tables";

/** Events of WorkOS that the inbox does not have. */
export function missingEvents(database: Database, events: readonly WorkosEvent[]): string[] {
  const received = new Set(readTable(database, "inbox").map(({ eventId }) => eventId));
  const synced = events.filter(({ event }) => SYNCED_EVENTS.includes(event));
  return synced.filter(({ id }) => !received.has(id)).map(({ id, event }) => `${event} ${id}`);
}

/** Received events that have not been carried out, or have left nothing behind. */
export function undoneEvents(database: Database, events: readonly WorkosEvent[]): string[] {
  const states = new Map(readTable(database, "inbox").map((row) => [row.eventId, row.state]));
  const signIns = new Set(readTable(database, "signIns").map(({ eventId }) => eventId));
  const ends = new Set(readTable(database, "sessionEnds").map(({ sessionId }) => sessionId));
  const isUndone = (event: WorkosEvent): boolean => {
    const state = states.get(event.id);
    if (state === undefined) return false;
    if (state === "failed" || state === "dead") return true;
    const decoded = decodeEvent(JSON.stringify(event));
    if (!decoded.ok) return true;
    const end = sessionEndOf(decoded.event);
    if (end !== null) return !ends.has(end.sessionId);
    return signInOf(decoded.event) !== null && !signIns.has(event.id);
  };
  return events.filter(isUndone).map(({ id, event }) => `${event} ${id} is ${states.get(id)}`);
}
