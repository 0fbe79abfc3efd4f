import { isObject } from "../../../../webhooks/json";
import { evidence } from "../evidence";
import { keyListUrl } from "../keyList";
import type { Collector } from "./types";
import { textOf } from "./workos";

function keyIdsOf(body: string): string[] {
  try {
    const document: unknown = JSON.parse(body);
    const keys = isObject(document) ? document["keys"] : null;
    const objects = Array.isArray(keys) ? keys.filter(isObject) : [];
    return objects.map((key) => textOf(key, "kid")).filter((kid) => kid !== null);
  } catch {
    return [];
  }
}

/** Opens the list of public keys that Convex verifies tokens with. */
export const jwks: Collector = async ({ environment }, { get, now }) => {
  const url = keyListUrl(environment);
  const { status, headers, body } = await get(url);
  const facts = { url, status, contentType: headers.get("content-type"), keyIds: keyIdsOf(body) };
  return [evidence("jwks", facts, { source: `the key list at ${url}`, at: now() })];
};
