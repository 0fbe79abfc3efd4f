import { secureHostHeaders, type Headers } from "./headers";
import { ASKED_EACH_TIME, ASSETS, CACHED_FOREVER, PAGE } from "./paths";
import type { Reach } from "./reach";

/** Any path but those of assets. */
const NO_ASSET = `/((?!${ASSETS.slice(1)}).*)`;

/** `vercel.json`, as text. A file that is there wins over the rewrite; a missing asset is 404. */
export function vercelConfig(reach: Reach): string {
  const config = {
    $schema: "https://openapi.vercel.sh/vercel.json",
    outputDirectory: "dist",
    headers: [
      rule("/(.*)", secureHostHeaders(reach)),
      rule(NO_ASSET, { "Cache-Control": ASKED_EACH_TIME }),
      rule(`${ASSETS}(.*)`, { "Cache-Control": CACHED_FOREVER }),
    ],
    rewrites: [{ source: NO_ASSET, destination: PAGE }],
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

function rule(source: string, headers: Headers) {
  return { source, headers: Object.entries(headers).map(([key, value]) => ({ key, value })) };
}
