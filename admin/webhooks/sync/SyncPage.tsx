import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import { useMutation, useQuery } from "convex/react";
import { useCallback } from "react";
import { api } from "../../../convex/_generated/api";
import { Section } from "../../ui/Section";
import { useTitle } from "../../ui/title";
import { CompareSection } from "./CompareSection";
import { EventsSection } from "./EventsSection";
import { RunList } from "./RunList";
import { RunProgress } from "./RunProgress";
import { replayProgress, replayRunSentence, type ReplayRun } from "./runWords";

/** How the users table is kept equal to WorkOS: comparisons, the Events API, replays. */
export function SyncPage() {
  useTitle("Webhooks", "Sync");
  const syncRuns = useQuery(api.gatehouse.sync.runs, {});
  const replayRuns = useQuery(api.gatehouse.replay.runs, {});
  const replaying = replayRuns?.find(({ state }) => state === "running");
  return (
    <Box sx={{ height: "100%", overflow: "auto" }}>
      <Box sx={{ maxWidth: 820, p: { xs: 3, sm: 6 }, display: "grid", gap: 8 }}>
        {replaying && <Replaying run={replaying} />}
        <CompareSection runs={syncRuns} />
        <EventsSection />
        <Section title="Runs">
          {syncRuns && replayRuns ? (
            <RunList syncRuns={syncRuns} replayRuns={replayRuns} />
          ) : (
            <Skeleton height={180} />
          )}
        </Section>
      </Box>
    </Box>
  );
}

function Replaying({ run }: { run: ReplayRun }) {
  const cancel = useMutation(api.gatehouse.replay.cancel);
  return (
    <RunProgress
      title={replayRunSentence(run)}
      progress={replayProgress(run)}
      trouble={run.error}
      cancel={useCallback(() => cancel({ runId: run._id }), [cancel, run._id])}
    />
  );
}
