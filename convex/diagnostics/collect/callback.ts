import { evidence } from "../evidence";
import { parseUrl } from "../hosts";
import { placeOf } from "./authorize";
import type { Collector } from "./types";

const MAX_PROBED = 5;

/** Opens every concrete callback address without a code. */
export const callback: Collector = async ({ redirectUris }, { get, now }) => {
  const concrete = redirectUris.filter((uri) => !uri.includes("*") && parseUrl(uri) !== null);
  return await Promise.all(
    concrete.slice(0, MAX_PROBED).map(async (url) => {
      const { status, headers } = await get(url, { headers: { accept: "text/html" } });
      const facts = {
        ...{ url, status },
        contentType: headers.get("content-type"),
        location: placeOf(headers.get("location"), url),
      };
      return evidence("callbackProbe", facts, { source: `the app's answer at ${url}`, at: now() });
    }),
  );
};
