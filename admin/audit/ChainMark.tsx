import { useQuery_experimental as useQueryState } from "convex/react";
import { api } from "../../convex/_generated/api";
import { Status } from "../ui/Status";
import { count } from "../ui/words";

const PROBLEMS = {
  gap: "an entry is missing",
  "broken-link": "an entry does not follow from the one before it",
  "row-changed": "an entry was changed after it was written",
  "details-changed": "the details of an entry were changed after they were written",
} as const;

/** Whether today's entries still are what was written: each carries the hash of the one before. */
export function ChainMark({ day }: { day: string }) {
  const state = useQueryState({ query: api.gatehouse.audit.verify, args: { day } });
  if (state.status !== "success") return null;
  const { data } = state;
  if (data.ok) {
    return (
      <Status
        tone="ok"
        icon="ok"
        label={`Chain holds: ${count(data.rows, "entry")} today (UTC)`}
        meaning="Every entry carries the hash of the one before it, so none can be changed or taken out unseen."
      />
    );
  }
  return (
    <Status
      tone="failure"
      icon="failure"
      label={`The chain is broken at entry ${data.brokenAt} of today: ${PROBLEMS[data.problem]}`}
      meaning="Somebody with access to the database changed the log. Compare it with the last export."
    />
  );
}
