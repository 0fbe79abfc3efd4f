/** Everything below is a file whose name holds a hash of its content. */
export const ASSETS = "/assets/";

/** A file that can never change under its name. */
export const CACHED_FOREVER = "public, max-age=31536000, immutable";

/** Everything else is asked for again each time, and answered with 304 when it is the same. */
export const ASKED_EACH_TIME = "no-cache";

/** The page: the answer to every path that is no file, because `/callback` is a route of the page. */
export const PAGE = "/index.html";

/** The answer, with status 404, where a file is gone: a page there would be run as a script. */
export const NOT_FOUND_PAGE = "/404.html";

/** What to say about keeping a file that is there. */
export function cacheControl(path: string): string {
  return path.startsWith(ASSETS) ? CACHED_FOREVER : ASKED_EACH_TIME;
}

/** Whether a path without a file is a route of the page. */
export function isPagePath(path: string): boolean {
  return !path.startsWith(ASSETS);
}
