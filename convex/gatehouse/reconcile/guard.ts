import type { Doc } from "../tables/dataModel";
import { REMEDY } from "../drain/ownEnvironment";

type Run = Doc<"syncRuns">;

/** Up to this many missing users are plausible, unless they are most of all. */
const PLAUSIBLE_COUNT = 10;
const PLAUSIBLE_SHARE = 0.1;

/**
 * Why a complete listing looks as if it were not these users' environment; null when it is plausible
 * that everybody it lacks was deleted.
 */
export function implausible(run: Pick<Run, "listed" | "matched" | "missing">): string | null {
  const { listed, matched = listed, missing } = run;
  const here = matched + missing;
  const few = Math.max(PLAUSIBLE_COUNT, here * PLAUSIBLE_SHARE);
  if (missing <= few && missing <= matched) return null;
  return `${missing} of ${here} users are not in WorkOS, which listed ${listed}. Nobody was deleted. ${REMEDY}`;
}
