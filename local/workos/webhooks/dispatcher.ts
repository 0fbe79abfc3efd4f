import type { Model } from "../model/model";
import type { WebhookEndpoint, WorkosEvent } from "../model/types";
import { deliver, lostDelivery } from "./deliver";

export interface Dispatcher {
  /** Sends one event to every enabled endpoint, whatever it subscribed to: the test button. */
  sendTest(event: WorkosEvent): void;
  /** Resolves once nothing is under way and nothing waits for another try. */
  idle(): Promise<void>;
  /** Stops listening and gives up what still waits. */
  close(): void;
}

// How long a swapped delivery waits for the next one before it goes out late instead.
const SWAP_PATIENCE_MS = 5_000;

/** Delivers the model's events to its webhook endpoints, with the model's faults. */
export function createDispatcher(model: Model): Dispatcher {
  const closing = new AbortController();
  const underWay = new Set<Promise<void>>();
  let releaseSwapped: (() => void) | null = null;

  const start = (event: WorkosEvent, endpoint: WebhookEndpoint, turn = Promise.resolve()) => {
    const work = turn
      .then(() => deliver(model, event, endpoint.id, closing.signal))
      .finally(() => underWay.delete(work));
    underWay.add(work);
    return work;
  };
  const nextTurn = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, SWAP_PATIENCE_MS);
      releaseSwapped = () => {
        clearTimeout(timer);
        resolve();
      };
      closing.signal.addEventListener("abort", releaseSwapped, { once: true });
    });
  const send = (event: WorkosEvent, endpoint: WebhookEndpoint) => {
    const { random } = model.config;
    const { lose, double, reorder } = model.faults().webhooks;
    if (random() < lose) return model.deliveries.add(lostDelivery(event, endpoint, model));
    if (releaseSwapped === null && random() < reorder) {
      void start(event, endpoint, nextTurn());
      return;
    }
    const release = releaseSwapped;
    releaseSwapped = null;
    const sent = start(event, endpoint);
    if (random() < double) void start(event, endpoint);
    if (release !== null) void sent.then(release);
  };
  const enabled = () => model.tables.webhookEndpoints.all().filter((e) => e.status === "enabled");
  const stop = model.events.onEmit((event) => {
    for (const endpoint of enabled())
      if (endpoint.events.includes(event.event)) send(event, endpoint);
  });

  return {
    sendTest(event) {
      for (const endpoint of enabled()) void start(event, endpoint);
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close() {
      stop();
      closing.abort();
    },
  };
}
