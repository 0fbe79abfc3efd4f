import { pinnedTransport } from "../../network/pinnedTransport";

/**
 * The `fetch` of deployed functions: Node's own, but a GET that reads redirects itself, as checks of an
 * address that somebody typed do, connects only to addresses that were examined: public ones, or this
 * machine under a name of its own. Convex's cloud offers no such thing: there only the form of a name
 * can be judged.
 * @param transport sends such a request; tests give their own.
 */
export function probeFetch(transport = pinnedTransport()): typeof fetch {
  return async (input, init) => {
    const { redirect, method = "GET" } = init ?? {};
    if (redirect !== "manual" || method !== "GET" || input instanceof Request) {
      return await fetch(input, init);
    }
    const { url, headers, signal } = new Request(input, init);
    return await transport(new URL(url), { headers: Object.fromEntries(headers), signal });
  };
}
