import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { useMutation, useQuery } from "convex/react";
import { useCallback } from "react";
import { api } from "../../../convex/_generated/api";
import { useMay } from "../../gate/viewer";
import { useRequest } from "../../providers/useRequest";
import { FailureLine } from "../../ui/FailureLine";
import { Section } from "../../ui/Section";
import { RunProgress } from "./RunProgress";
import { syncProgress, syncRunSentence, type SyncRun } from "./runWords";

/** Compares all users with WorkOS: starts it, shows how far it is, stops it. */
export function CompareSection({ runs }: { runs: readonly SyncRun[] | undefined }) {
  const running = runs?.find(({ state }) => state === "running");
  return (
    <Section title="Compare all users with WorkOS">
      <Box sx={{ display: "grid", gap: 4 }}>
        <Typography variant="body2" color="textSecondary">
          Reads every user from WorkOS and holds the rows here against them. Runs every night at
          02:40 UTC, repairing. A user is deleted here only after WorkOS has listed everybody, and
          answers that this one is gone.
        </Typography>
        {runs === undefined && <Skeleton height={32} />}
        {runs !== undefined && running === undefined && <StartButtons />}
        {running && <Running run={running} />}
      </Box>
    </Section>
  );
}

function StartButtons() {
  const mayRepair = useMay("admin");
  const start = useMutation(api.gatehouse.reconcile.start);
  const [look, report] = useRequest(useCallback(() => start({ dryRun: true }), [start]));
  const [mend, repair] = useRequest(useCallback(() => start({ dryRun: false }), [start]));
  const busy = look.busy || mend.busy;
  return (
    <>
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 2 }}>
        <Button variant="outlined" disabled={busy} onClick={report}>
          Compare, report only
        </Button>
        {mayRepair && (
          <Button variant="contained" disabled={busy} onClick={repair}>
            Compare and repair
          </Button>
        )}
      </Box>
      {!mayRepair && (
        <Typography variant="body2" color="textSecondary">
          Repairing can delete users, so it takes the role admin.
        </Typography>
      )}
      <FailureLine failure={look.failure ?? mend.failure} />
    </>
  );
}

function Running({ run }: { run: SyncRun }) {
  const totals = useQuery(api.gatehouse.users.totals, {});
  const cancel = useMutation(api.gatehouse.reconcile.cancel);
  const known = totals === undefined ? 0 : totals.active + totals.pending;
  return (
    <RunProgress
      title={syncRunSentence(run)}
      progress={syncProgress(run, known)}
      trouble={run.error}
      cancel={useCallback(() => cancel({ runId: run._id }), [cancel, run._id])}
    />
  );
}
