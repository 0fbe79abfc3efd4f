import { NOW } from "./fixtures";

/** One request of a fixture recording, in short. */
export interface Visit {
  url: string;
  method?: string;
  status?: number;
  location?: string;
  /** Set-Cookie lines of the answer. */
  set?: readonly string[];
  /** The Cookie header of the request. */
  cookie?: string;
  /** A request by script, from this page origin. */
  from?: string;
  /** Further headers of the answer. */
  answer?: Readonly<Record<string, string>>;
  body?: string;
  post?: string;
  error?: string;
  type?: string;
  webSocket?: readonly { type: string; data: string }[];
}

/** How a fixture recording was made. */
export interface RecordingOptions {
  /** The recording device's clock minus the server's. */
  skewMs?: number;
  /** Leaves Cookie and Set-Cookie out, as browsers do for a "sanitized" HAR. */
  sanitized?: boolean;
}

const headers = (pairs: Readonly<Record<string, string | undefined>>) =>
  Object.entries(pairs).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));

function entryOf(visit: Visit, index: number, { skewMs = 0, sanitized = false }: RecordingOptions) {
  const at = NOW + index * 400;
  const status =
    visit.error === undefined ? (visit.status ?? (visit.location === undefined ? 200 : 302)) : 0;
  const isFetch = visit.from !== undefined;
  const cookies = sanitized
    ? []
    : (visit.set ?? []).map((value) => ({ name: "Set-Cookie", value }));
  return {
    startedDateTime: new Date(at + skewMs).toISOString(),
    time: 100,
    _resourceType: visit.type ?? (isFetch ? "fetch" : "document"),
    _initiator: { type: "other" },
    request: {
      method: visit.method ?? (visit.post === undefined ? "GET" : "POST"),
      url: visit.url,
      httpVersion: "http/2.0",
      headers: headers({
        "sec-fetch-mode": isFetch ? "cors" : "navigate",
        origin: visit.from,
        cookie: sanitized ? undefined : visit.cookie,
      }),
      cookies: [],
      ...(visit.post === undefined
        ? {}
        : { postData: { mimeType: "application/json", text: visit.post } }),
    },
    response: {
      status,
      headers:
        status === 0
          ? []
          : [
              ...headers({
                date: new Date(at).toUTCString(),
                location: visit.location,
                "content-type":
                  visit.body?.startsWith("{") === true ? "application/json" : "text/html",
                ...visit.answer,
              }),
              ...cookies,
            ],
      content: { mimeType: isFetch ? "application/json" : "text/html", text: visit.body ?? "" },
      redirectURL: visit.location ?? "",
      ...(visit.error === undefined ? {} : { _error: visit.error }),
    },
    cache: {},
    timings: { wait: 100 },
    ...(visit.webSocket === undefined ? {} : { _webSocketMessages: visit.webSocket }),
  };
}

/** A HAR file's text. */
export function harText(visits: readonly Visit[], options: RecordingOptions = {}): string {
  const entries = visits.map((visit, index) => entryOf(visit, index, options));
  return JSON.stringify({
    log: { version: "1.2", creator: { name: "fixture", version: "1" }, entries },
  });
}

/** A text as a stream of bytes, in pieces. */
export function streamOf(text: string, pieceLength = 4096): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.subarray(at, (at += pieceLength)));
    },
  });
}
