import type { ReachPolicy } from "./guard";
import { reachProblem } from "./guard";

/** Why evidence could not be obtained, in words for the reader. */
export class ProbeError extends Error {
  override name = "ProbeError";
}

/** What a host answered: its body is cut off at the limit and dropped after the check. */
export interface Answer {
  status: number;
  headers: Headers;
  body: string;
}

interface GetOptions {
  headers?: Record<string, string>;
  maxBytes?: number;
}

/** Opens one address, within the policy; redirects are read, never followed. */
export type Get = (address: string, options?: GetOptions) => Promise<Answer>;

/** Sends one GET request. `fetch` in Convex; the doctor's own pins the address it resolved. */
export type Transport = (
  url: URL,
  init: { headers: Record<string, string>; signal: AbortSignal },
) => Promise<Response>;

/** A check that takes longer has its answer: it cannot be told. */
export const TIME_LIMIT_MS = 2500;

const MAX_BODY_BYTES = 512 * 1024;

/** What the app under test sees, so that its logs explain themselves. */
const USER_AGENT = "Gatehouse-Diagnostics/1.0";

/** The transport of Convex's own runtime. */
export const plainFetch: Transport = (url, { headers, signal }) =>
  fetch(url, { headers, signal, redirect: "manual" });

async function readLimited(response: Response, maxBytes: number): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return "";
  const decoder = new TextDecoder();
  let text = "";
  for (let bytes = 0; bytes < maxBytes;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}

const inWords = (error: unknown, host: string): ProbeError => {
  if (error instanceof ProbeError) return error;
  const { name = "", message = "" } = error instanceof Error ? error : {};
  const isSlow = name === "TimeoutError" || name === "AbortError";
  return new ProbeError(
    isSlow
      ? `${host} did not answer within ${TIME_LIMIT_MS / 1000} seconds.`
      : `${host} could not be reached (${message || "no reason given"}).`,
  );
};

/**
 * Makes the one way by which checks open addresses.
 * @param policy where it may go.
 * @param transport how a request is sent.
 * @param signal ends all requests of a check together.
 * @returns a function that answers, or throws a {@link ProbeError} with a sentence.
 */
export function guardedGet(policy: ReachPolicy, transport: Transport, signal: AbortSignal): Get {
  return async (address, { headers = {}, maxBytes = MAX_BODY_BYTES } = {}) => {
    const problem = reachProblem(address, policy);
    if (problem !== null) throw new ProbeError(problem);
    const url = new URL(address);
    try {
      const response = await transport(url, {
        headers: { "user-agent": USER_AGENT, accept: "*/*", ...headers },
        signal,
      });
      const body = await readLimited(response, maxBytes);
      return { status: response.status, headers: response.headers, body };
    } catch (error) {
      throw inWords(error, url.host);
    }
  };
}
