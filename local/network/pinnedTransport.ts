import { lookup as resolve, type LookupAddress } from "node:dns";
import { setMaxListeners } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { LookupFunction } from "node:net";
import { Readable } from "node:stream";
import { ProbeError, type Transport } from "../../convex/gatehouse/diagnostics/collect/get";
import { isPublicHost } from "../../convex/gatehouse/diagnostics/collect/publicAddress";
import { isLoopback } from "../../convex/gatehouse/diagnostics/hosts";

/** Statuses whose answers have no body (Fetch standard). */
const WITHOUT_BODY = [204, 205, 304];

type Resolver = (
  hostname: string,
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

const systemResolver: Resolver = (hostname, done) => resolve(hostname, { all: true }, done);

/** An address as it stands in a URL; IPv6 comes out in its one normal form. */
const hostOf = ({ address, family }: LookupAddress): string =>
  new URL(`http://${family === 6 ? `[${address}]` : address}`).hostname;

/**
 * Whether a resolved address fits the name it belongs to: public, or this machine for `localhost`.
 * @param hostname the name that was looked up.
 */
export function fitsName(hostname: string, address: LookupAddress): boolean {
  const host = hostOf(address);
  if (isLoopback(hostname)) return isLoopback(host) || host.startsWith("127.");
  return isPublicHost(host);
}

/** Looks a name up once and hands exactly the examined addresses to the connection. */
function pinnedLookup(resolver: Resolver): LookupFunction {
  return (hostname, options, done) => {
    resolver(hostname, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null || first === undefined) {
        return done(error ?? new Error(`${hostname} has no address`), "");
      }
      const stranger = addresses.find((address) => !fitsName(hostname, address));
      if (stranger !== undefined) {
        const words = `${hostname} resolves to ${stranger.address}, which is not a public address.`;
        return done(new ProbeError(words), "");
      }
      if (options.all === true) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

function toResponse(answer: IncomingMessage): Response {
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const status = answer.statusCode ?? 0;
  if (WITHOUT_BODY.includes(status)) answer.resume();
  const body = WITHOUT_BODY.includes(status)
    ? null
    : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
  return new Response(body, { status, headers });
}

/**
 * A transport that connects only to the addresses it examined, so that a name cannot point elsewhere
 * between the check and the connection. TLS still checks the certificate against the name.
 * @param resolver looks names up; tests give their own.
 */
export function pinnedTransport(resolver: Resolver = systemResolver): Transport {
  const lookup = pinnedLookup(resolver);
  return (url, { headers, signal }) => {
    // One signal ends all requests of a check; Node takes many listeners for a leak.
    setMaxListeners(0, signal);
    return new Promise((answered, failed) => {
      const send = url.protocol === "https:" ? httpsRequest : httpRequest;
      const outgoing = send(
        url,
        { lookup, signal, agent: false, headers: { ...headers, "accept-encoding": "identity" } },
        (answer) => answered(toResponse(answer)),
      );
      outgoing.once("error", failed);
      outgoing.end();
    });
  };
}
