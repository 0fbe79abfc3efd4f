import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { usePaginatedQuery } from "convex/react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Fold } from "../../ui/Fold";
import { RelativeTime } from "../../ui/RelativeTime";
import { Status } from "../../ui/Status";
import { runChanges, type PastRun } from "./runChanges";

const RUNS_AT_ONCE = 10;

/** Earlier runs, and what each changed against the one before. */
export function History({ environmentId }: { environmentId: Id<"environments"> }) {
  const { results, status, loadMore } = usePaginatedQuery(
    api.gatehouse.diagnostics.history,
    { environmentId },
    { initialNumItems: RUNS_AT_ONCE },
  );
  if (results.length < 2) return null;
  return (
    <Fold summary="Earlier runs">
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: "none" }}>
        {results.map((run, index) => (
          <Box component="li" key={run._id} sx={ROW}>
            <RelativeTime at={run.startedAt} />
            <Changes run={run} before={results[index + 1] ?? null} />
          </Box>
        ))}
      </Box>
      {status === "CanLoadMore" && (
        <Button onClick={() => loadMore(RUNS_AT_ONCE)}>Show earlier runs</Button>
      )}
    </Fold>
  );
}

function Changes({ run, before }: { run: PastRun; before: PastRun | null }) {
  const { broken, mended, total } = runChanges(run, before);
  return (
    <Box sx={{ display: "grid", gap: 0.5, minWidth: 0 }}>
      {broken.map((title) => (
        <span key={title}>
          <Status tone="failure" icon="failure" label={`Broke: ${title}`} />
        </span>
      ))}
      {mended.map((title) => (
        <span key={title}>
          <Status tone="ok" icon="ok" label={`Mended: ${title}`} />
        </span>
      ))}
      {broken.length + mended.length === 0 && (
        <Box sx={{ color: "text.secondary" }}>
          {total === 0 ? "Nothing to mend" : `No change: ${total} to mend`}
        </Box>
      )}
    </Box>
  );
}

const ROW = {
  display: "grid",
  gridTemplateColumns: "104px minmax(0, 1fr)",
  columnGap: 3,
  py: 1.5,
  fontSize: 13,
  borderBottom: 1,
  borderColor: "divider",
};
