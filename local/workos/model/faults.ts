/**
 * How API requests are answered while a fault is on: as usual, with an error in JSON, with a web
 * page, with "too many requests", never, or with a connection that breaks.
 */
export const API_FAULTS = ["none", "error", "html", "rate-limit", "timeout", "drop"] as const;

type ApiFault = (typeof API_FAULTS)[number];

export interface Faults {
  readonly api: {
    readonly answer: ApiFault;
    /** HTTP status of an error and of a web page: 400 to 599, or 200 all the same. */
    readonly status: number;
    /** What too many requests are told to wait; null leaves `Retry-After` out. */
    readonly retryAfterSeconds: number | null;
    /** Waiting time before every answer, in milliseconds. */
    readonly delayMs: number;
    /** Only paths that begin with this suffer. */
    readonly path: string;
  };
  readonly webhooks: {
    /** Shares of deliveries, 0 to 1, that are lost, sent twice, or swapped with the next. */
    readonly lose: number;
    readonly double: number;
    readonly reorder: number;
    /** Waiting time before every delivery, in milliseconds. */
    readonly delayMs: number;
  };
}

export const NO_FAULTS: Faults = {
  api: { answer: "none", status: 500, retryAfterSeconds: 1, delayMs: 0, path: "/" },
  webhooks: { lose: 0, double: 0, reorder: 0, delayMs: 0 },
};

/** A change names only what it changes. */
export interface FaultsChange {
  readonly api?: Partial<Faults["api"]>;
  readonly webhooks?: Partial<Faults["webhooks"]>;
}

/**
 * Applies a change that came in as JSON.
 * @throws Error naming the first setting that makes no sense
 */
export function changeFaults(current: Faults, change: FaultsChange): Faults {
  const next: Faults = {
    api: { ...current.api, ...change.api },
    webhooks: { ...current.webhooks, ...change.webhooks },
  };
  if (!API_FAULTS.includes(next.api.answer))
    throw new Error(`api.answer must be one of ${API_FAULTS.join(", ")}.`);
  if (!isStatus(next.api.status)) throw new Error("api.status must be from 400 to 599, or 200.");
  const { retryAfterSeconds } = next.api;
  if (retryAfterSeconds !== null && !isWholeWithin(retryAfterSeconds, 86_400))
    throw new Error("api.retryAfterSeconds must be whole seconds from 0 to 86,400, or null.");
  if (typeof next.api.path !== "string" || !next.api.path.startsWith("/"))
    throw new Error("api.path must be a path that begins with a slash, such as /events.");
  for (const name of ["lose", "double", "reorder"] as const)
    if (!isWithin(next.webhooks[name], 1))
      throw new Error(`webhooks.${name} must be a share from 0 to 1.`);
  for (const [area, { delayMs }] of Object.entries(next))
    if (!isWithin(delayMs, 600_000))
      throw new Error(`${area}.delayMs must be milliseconds from 0 to 600,000.`);
  return next;
}

function isStatus(status: number): boolean {
  return status === 200 || (status >= 400 && isWholeWithin(status, 599));
}

function isWholeWithin(value: unknown, highest: number): boolean {
  return Number.isInteger(value) && isWithin(value, highest);
}

function isWithin(value: unknown, highest: number): boolean {
  return typeof value === "number" && value >= 0 && value <= highest;
}
