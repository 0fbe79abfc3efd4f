/** One attempt to deliver an event to an endpoint, or the fault that prevented it. */
export interface Delivery {
  readonly at: string;
  readonly eventId: string;
  readonly event: string;
  readonly endpointId: string;
  readonly url: string;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly outcome: "delivered" | "refused" | "unreachable" | "lost";
  /** HTTP status of the answer; null when there was none. */
  readonly status: number | null;
  /** Waiting time until the next try in milliseconds; null when there is none. */
  readonly retryInMs: number | null;
}

export interface DeliveryLog {
  /** The last deliveries, oldest first. */
  all(): readonly Delivery[];
  add(delivery: Delivery): void;
  /** Calls back with every delivery from now on. */
  onAdd(listener: (delivery: Delivery) => void): void;
}

const KEPT = 1_000;

/** Creates a log that remembers the last 1,000 deliveries. */
export function createDeliveryLog(): DeliveryLog {
  const kept: Delivery[] = [];
  const listeners: ((delivery: Delivery) => void)[] = [];
  return {
    all: () => kept,
    add(delivery) {
      kept.push(delivery);
      if (kept.length > KEPT) kept.shift();
      for (const listener of listeners) listener(delivery);
    },
    onAdd: (listener) => void listeners.push(listener),
  };
}
