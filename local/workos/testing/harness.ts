import { getResponse } from "msw";
import { workosHandlers } from "../handlers";
import type { ModelOptions } from "../model/config";
import { createModel, type Model } from "../model/model";
import { signingKey } from "../tokens/signingKey";
import { createDispatcher, type Dispatcher } from "../webhooks/dispatcher";

export const BASE_URL = "https://api.workos.com";
export const CLIENT_ID = "client_01STANDIN";
export const API_KEY = "sk_test_standin";
export const START_MS = Date.UTC(2026, 0, 15, 12);

/** A clock that stands still until a test moves it. */
export interface Clock {
  now(): number;
  advance(ms: number): void;
}

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The JSON body; an empty object when there is none. */
  readonly body: T;
}

export interface CallOptions {
  readonly body?: object | string;
  readonly headers?: Record<string, string>;
  /** Default the environment's API key; null sends none. */
  readonly key?: string | null;
}

export interface Harness {
  readonly model: Model;
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  send(request: Request): Promise<Response>;
  call<T = Record<string, unknown>>(
    method: string,
    path: string,
    options?: CallOptions,
  ): Promise<Answer<T>>;
  /** Types of all events so far, oldest first. */
  eventTypes(): string[];
}

/** Creates a clock that begins in January 2026. */
export function createClock(startMs: number = START_MS): Clock {
  let nowMs = startMs;
  return { now: () => nowMs, advance: (ms) => void (nowMs += ms) };
}

/** Puts a model and its handlers together, called in process. */
export function createHarness(options: ModelOptions = {}): Harness {
  const clock = createClock();
  const model = createModel({ now: clock.now, retryDelaysMs: [], ...options });
  shareSigningKey(model);
  const dispatcher = createDispatcher(model);
  const handlers = workosHandlers(model, { dispatcher });
  const send = async (request: Request) => {
    const response = await getResponse(handlers, request);
    if (response === undefined) throw new Error(`No handler for ${request.method} ${request.url}`);
    return response;
  };
  return {
    model,
    dispatcher,
    clock,
    send,
    async call<T>(method: string, path: string, options: CallOptions = {}) {
      const response = await send(toRequest(method, path, options));
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json") ?? false;
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: (isJson ? JSON.parse(text) : {}) as T,
      };
    },
    eventTypes: () => model.tables.events.all().map(({ event }) => event),
  };
}

let sharedKey: string | undefined;

// Making an RSA key takes longer than most tests.
function shareSigningKey({ settings }: Model): void {
  sharedKey ??= signingKey(settings).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  settings.set("signing_key", sharedKey);
}

function toRequest(method: string, path: string, { body, headers, key = API_KEY }: CallOptions) {
  return new Request(new URL(path, BASE_URL), {
    method,
    redirect: "manual",
    headers: {
      ...(key !== null && { Authorization: `Bearer ${key}` }),
      ...(typeof body === "object" && { "Content-Type": "application/json" }),
      ...headers,
    },
    body: typeof body === "object" ? JSON.stringify(body) : (body ?? null),
  });
}
