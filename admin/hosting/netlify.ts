import { SETTINGS_FILE } from "../config/settings";
import { secureHostHeaders, type Headers } from "./headers";
import { ASKED_EACH_TIME, ASSETS, CACHED_FOREVER, NOT_FOUND_PAGE, PAGE } from "./paths";
import type { Reach } from "./reach";

/**
 * Paths named one by one, because hosts disagree on two rules that give one path the same header.
 * For every other path of the page Netlify's own rule means the same: `max-age=0, must-revalidate`.
 */
const ASKED_FOR = ["/", PAGE, SETTINGS_FILE, "/callback", "/check"];

/** Netlify's `_headers`, for the folder that is published. */
export function netlifyHeaders(reach: Reach): string {
  return [
    rule("/*", secureHostHeaders(reach)),
    ...ASKED_FOR.map((path) => rule(path, { "Cache-Control": ASKED_EACH_TIME })),
    rule(`${ASSETS}*`, { "Cache-Control": CACHED_FOREVER }),
  ].join("");
}

/** Netlify's `_redirects`. The first rule that fits counts, and a file that is there wins over all. */
export function netlifyRedirects(): string {
  return `${ASSETS}* ${NOT_FOUND_PAGE} 404\n/* ${PAGE} 200\n`;
}

function rule(path: string, headers: Headers): string {
  const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`);
  return `${path}\n${lines.join("")}`;
}
