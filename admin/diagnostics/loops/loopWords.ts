import { duration } from "../../ui/time";
import { count } from "../../ui/words";

/** As much of a login loop as is told. */
export interface Loop {
  startedAt: number;
  endedAt: number;
  count: number;
  medianGapMs: number;
}

/**
 * A login loop in one sentence: "signed in 7 times within 42 s, every 6 s".
 * @param loop times in UTC epoch milliseconds, the gap in milliseconds
 */
export function loopSentence({ startedAt, endedAt, count: times, medianGapMs }: Loop): string {
  const span = duration(Math.max(0, endedAt - startedAt));
  return `signed in ${count(times, "time")} within ${span}, every ${duration(medianGapMs)}`;
}

/** What a loop's probable cause means, in one line. */
export const LOOP_CAUSES = {
  "cookie-not-set": "Most likely the app's cookie is not kept, so each sign-in is forgotten.",
  "third-party-cookie-blocked":
    "Most likely the browser blocks WorkOS's cookie because it belongs to another site.",
} as const;
