import { useQuery_experimental as useQueryState } from "convex/react";
import { api } from "../../../convex/_generated/api";
import { useNow } from "../../ui/useNow";

/** Whoever gave up longer ago is history. */
const RECENT_MS = 7 * 86_400_000;

/** More episodes than this need not be told apart by person. */
const NEWEST = { unresolved: true, paginationOpts: { numItems: 50, cursor: null } };

/** How many people went round in circles within the last week, and are not known to be through. */
export function useOpenLoops(): number {
  const now = useNow();
  const state = useQueryState({ query: api.gatehouse.diagnostics.loops, args: NEWEST });
  if (state.status !== "success") return 0;
  const recent = state.data.page.filter(({ endedAt }) => now - endedAt < RECENT_MS);
  return new Set(recent.map(({ workosUserId }) => workosUserId)).size;
}
