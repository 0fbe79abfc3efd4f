import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useQuery } from "convex/react";
import { useListContext } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { api } from "../../../convex/_generated/api";
import { oneOf, type FilterRules } from "../../addresses/filterRules";
import { DRIFT_PATH, SYNC_PATH } from "../../addresses/webhooks";
import { Ledger } from "../../list/Ledger";
import { RelativeTime } from "../../ui/RelativeTime";
import { EmptyState } from "../../ui/States";
import { useTitle } from "../../ui/title";
import { syncRunSentence } from "../sync/runWords";
import { DriftRows } from "./DriftRows";

const AS_FOUND = { field: "foundAt", order: "ASC" } as const;

/** Which comparison, as it stands in the address: the latest unless said. */
interface DriftFilters {
  runId?: string;
}

/** What one comparison with WorkOS found, before → after, and what mends it. */
export function DriftList() {
  const runs = useQuery(api.gatehouse.sync.runs, {});
  useTitle("Webhooks", "Drift");
  if (runs === undefined) return null;
  const filters: FilterRules<DriftFilters> = { runId: oneOf(runs.map(({ _id }) => _id)) };
  return (
    <Ledger
      resource="drift"
      sort={AS_FOUND}
      filters={filters}
      isRemembered={false}
      columns={["Differences"]}
      head={<DriftHead />}
      empty={<NoDrift />}
    >
      <DriftRows />
    </Ledger>
  );
}

function useRun() {
  const { filterValues } = useListContext();
  const runs = useQuery(api.gatehouse.sync.runs, {});
  const summary = useQuery(api.gatehouse.drift.summary, {});
  const wanted: unknown = filterValues["runId"] ?? summary?.runId;
  const isLatest = wanted === summary?.runId;
  return { run: runs?.find(({ _id }) => _id === wanted), isLatest };
}

function DriftHead() {
  const { run, isLatest } = useRun();
  return (
    <Typography variant="body2" color="textSecondary" sx={{ minHeight: 19 }}>
      {run && (
        <>
          {syncRunSentence(run)}, <RelativeTime at={run.startedAt} />.{" "}
          <Link component={RouterLink} to={isLatest ? SYNC_PATH : DRIFT_PATH}>
            {isLatest ? "Compare again" : "Show the latest comparison"}
          </Link>
          {run.drift > 0 &&
            " Left of the arrow stands what the row here said, right what WorkOS says."}
        </>
      )}
    </Typography>
  );
}

function NoDrift() {
  const { run } = useRun();
  return run === undefined ? (
    <EmptyState title="Never compared">
      <Typography component="p">
        Each difference between WorkOS’s users and the rows here becomes a line, with what each side
        says and the button that mends it. The first comparison runs tonight.
      </Typography>
      <StartOne />
    </EmptyState>
  ) : (
    <EmptyState title="No difference">
      <Typography component="p">
        Every user WorkOS listed has the same row here, and nobody is here whom WorkOS does not
        have.
      </Typography>
      <StartOne />
    </EmptyState>
  );
}

function StartOne() {
  return (
    <Box>
      <Link component={RouterLink} to={SYNC_PATH}>
        Start a comparison under Sync
      </Link>
    </Box>
  );
}
