import { join } from "node:path";
import { workosHandlers } from "./handlers";
import { serve } from "./http";
import type { ModelOptions } from "./model/config";
import { NO_JOURNAL, openJournal } from "./model/journal";
import { createModel, type Model } from "./model/model";
import { createDispatcher, type Dispatcher } from "./webhooks/dispatcher";

export interface WorkOSOptions extends ModelOptions {
  /** Default 4100; 0 takes any free port. */
  port?: number;
  /** Folder that keeps the environment between runs; without it everything is forgotten. */
  dataDir?: string;
  /** Told in one line about every event and delivery. */
  log?: (line: string) => void;
}

export interface WorkOSServer {
  /** Where the API answers, without a final slash. */
  readonly url: string;
  readonly model: Model;
  readonly dispatcher: Dispatcher;
  close(): Promise<void>;
}

const DEFAULT_PORT = 4100;

/** Starts WorkOS's stand-in on the loopback interface. */
export async function startWorkOS(options: WorkOSOptions = {}): Promise<WorkOSServer> {
  const journal =
    options.dataDir === undefined
      ? NO_JOURNAL
      : openJournal(join(options.dataDir, "workos.journal"));
  const model = createModel(options, journal);
  const dispatcher = createDispatcher(model);
  if (options.log !== undefined) logEvents(model, options.log);
  const { server, url } = await serve(options.port ?? DEFAULT_PORT, (baseUrl) =>
    workosHandlers(model, { baseUrl, dispatcher }),
  );
  return {
    url,
    model,
    dispatcher,
    async close() {
      dispatcher.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function logEvents(model: Model, log: (line: string) => void): void {
  model.events.onEmit(({ event, id }) => log(`${event} ${id}`));
  model.deliveries.onAdd(({ event, outcome, status, url, attempt }) =>
    log(`${event} → ${url}: ${outcome}${status === null ? "" : ` ${status}`} (attempt ${attempt})`),
  );
}
