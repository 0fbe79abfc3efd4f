import { CROCKFORD } from "../model/ids";
import type { Rng } from "./rng";

/**
 * Makes an id such as `user_01J…` from a seeded stream.
 * @param timeMs UTC epoch milliseconds, which the id sorts by
 */
export function seededId(prefix: string, timeMs: number, rng: Rng): string {
  let id = "";
  for (let rest = timeMs, i = 0; i < 10; i++, rest = Math.floor(rest / 32))
    id = CROCKFORD.charAt(rest % 32) + id;
  for (let i = 0; i < 16; i++) id += CROCKFORD.charAt(rng.int(32));
  return `${prefix}_${id}`;
}
