import { evidence } from "../evidence";
import { placeOf } from "./authorize";
import { notTried, probedAddresses } from "./concrete";
import type { Collector } from "./types";

/** Opens every concrete callback address without a code. */
export const callback: Collector = async ({ redirectUris }, { get, now }) => {
  const probes = await Promise.all(
    probedAddresses(redirectUris).map(async (url) => {
      const { status, headers } = await get(url, { headers: { accept: "text/html" } });
      const facts = {
        ...{ url, status },
        contentType: headers.get("content-type"),
        location: placeOf(headers.get("location"), url),
      };
      return evidence("callbackProbe", facts, { source: `the app's answer at ${url}`, at: now() });
    }),
  );
  return [...probes, ...notTried("callbackProbe", redirectUris, now())];
};
