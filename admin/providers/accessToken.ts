import { LoginRequiredError } from "@workos-inc/authkit-react";

/** Waits between attempts to reach WorkOS, in milliseconds; the last one repeats. */
const RETRY_DELAYS_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const;

interface Patience {
  /** AuthKit's `getAccessToken`. */
  getAccessToken: (options: { forceRefresh: boolean }) => Promise<string>;
  /** Resolves after `ms`, or earlier when trying again makes sense (back online). */
  wait: (ms: number) => Promise<void>;
  /** Hears about each failed attempt, and `null` once a token or a definite no has come. */
  onTrouble: (error: unknown) => void;
}

/**
 * Fetches an access token for Convex. Only WorkOS's definite "there is no session any more" counts
 * as signed out; a network error, a rate limit or an outage is waited out, since answering Convex
 * with null would sign the person out for good.
 * @param forceRefresh true when Convex has refused the token it had, or it is about to expire
 * @returns the token, or null when the person has to sign in again
 */
export async function fetchAccessToken(
  { getAccessToken, wait, onTrouble }: Patience,
  forceRefresh: boolean,
): Promise<string | null> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const token = await getAccessToken({ forceRefresh });
      onTrouble(null);
      return token;
    } catch (error) {
      if (error instanceof LoginRequiredError) {
        onTrouble(null);
        return null;
      }
      onTrouble(error);
      await wait(RETRY_DELAYS_MS[Math.min(attempt, RETRY_DELAYS_MS.length - 1)] ?? 30_000);
    }
  }
}

/** Waits `ms`, or until the browser says that it is online again. */
export function waitOrOnline(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      window.removeEventListener("online", finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    window.addEventListener("online", finish);
  });
}
