import type { ModelConfig } from "./config";
import type { IdMaker } from "./ids";
import { type Page, pageOf, type PageRequest } from "./page";
import type { Tables } from "./tables";
import type { EventContext, WorkosEvent } from "./types";

interface EventQuery extends PageRequest {
  readonly types: ReadonlySet<string>;
  /** ISO-8601 bounds: start inclusive, end exclusive. */
  readonly rangeStart?: string;
  readonly rangeEnd?: string;
}

type EventListener = (event: WorkosEvent) => void;

export interface Events {
  /** Records that something happened now and tells the listeners. */
  emit(type: string, data: Record<string, unknown>, context?: EventContext): WorkosEvent;
  /** Events past the hold-back, filtered. Throws UnknownCursorError. */
  list(query: EventQuery): Page<WorkosEvent>;
  /** Calls back with every event emitted from now on; returns the way out. */
  onEmit(listener: EventListener): () => void;
}

/** Opens the environment's event stream. Ids and times of its events never fall. */
export function createEvents(config: ModelConfig, ids: IdMaker, tables: Tables): Events {
  const listeners = new Set<EventListener>();
  const timeOfNext = () => {
    const last = tables.events.all().at(-1);
    return Math.max(config.now(), last === undefined ? 0 : Date.parse(last.created_at));
  };
  return {
    emit(type, data, context) {
      const timeMs = timeOfNext();
      const event: WorkosEvent = {
        object: "event",
        id: ids("event", timeMs),
        event: type,
        data,
        created_at: new Date(timeMs).toISOString(),
        context: { client_id: config.clientId, ...context },
      };
      tables.events.put(event);
      for (const listener of listeners) listener(event);
      return event;
    },
    list({ types, rangeStart, rangeEnd, ...page }) {
      const newest = new Date(config.now() - config.holdBackMs).toISOString();
      return pageOf(
        tables.events,
        page,
        ({ event, created_at }) =>
          types.has(event) &&
          created_at <= newest &&
          (rangeStart === undefined || created_at >= rangeStart) &&
          (rangeEnd === undefined || created_at < rangeEnd),
      );
    },
    onEmit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
