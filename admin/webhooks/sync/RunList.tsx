import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import { Link as RouterLink } from "react-router-dom";
import { userPath } from "../../addresses/users";
import { driftPath } from "../../addresses/webhooks";
import { RelativeTime } from "../../ui/RelativeTime";
import { Status } from "../../ui/Status";
import { duration } from "../../ui/time";
import {
  replayRunSentence,
  RUN_STATES,
  starterWords,
  syncRunSentence,
  type ReplayRun,
  type SyncRun,
} from "./runWords";

interface RunListProps {
  syncRuns: readonly SyncRun[];
  replayRuns: readonly ReplayRun[];
}

/** Comparisons and replays that were, a sentence each, newest first. */
export function RunList({ syncRuns, replayRuns }: RunListProps) {
  const lines = [
    ...syncRuns.map((run) => ({ run, line: <SyncLine key={run._id} run={run} /> })),
    ...replayRuns.map((run) => ({ run, line: <ReplayLine key={run._id} run={run} /> })),
  ].sort((a, b) => b.run.startedAt - a.run.startedAt);
  if (lines.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        None yet. The first comparison runs tonight, or as soon as you start one above.
      </Typography>
    );
  }
  return (
    <Box component="ol" aria-label="Runs" sx={{ listStyle: "none", m: 0, p: 0 }}>
      {lines.map(({ line }) => line)}
    </Box>
  );
}

function SyncLine({ run }: { run: SyncRun }) {
  return (
    <Line run={run} sentence={syncRunSentence(run)}>
      {run.drift > 0 && (
        <Link component={RouterLink} to={driftPath(run._id)}>
          See what differed
        </Link>
      )}
    </Line>
  );
}

function ReplayLine({ run }: { run: ReplayRun }) {
  return <Line run={run} sentence={replayRunSentence(run)} />;
}

interface LineProps {
  run: SyncRun | ReplayRun;
  sentence: string;
  children?: ReactNode;
}

function Line({ run, sentence, children }: LineProps) {
  return (
    <Box
      component="li"
      sx={{
        ...{ display: "grid", columnGap: 4, rowGap: 0.5, alignItems: "start" },
        gridTemplateColumns: { xs: "1fr auto", sm: "104px minmax(0, 1fr) auto" },
        ...{ py: 2, fontSize: 13, borderBottom: 1, borderColor: "divider" },
      }}
    >
      <Box>
        <Status {...RUN_STATES[run.state]} />
      </Box>
      <Box sx={{ gridRow: { xs: 2, sm: 1 }, gridColumn: { xs: "1 / -1", sm: 2 }, minWidth: 0 }}>
        {sentence}. {children}
        <Box sx={{ color: "text.secondary", fontSize: 12 }}>
          <StartedBy run={run} />
          {run.finishedAt !== null && `, took ${duration(run.finishedAt - run.startedAt)}`}
        </Box>
        {run.error !== null && <Box sx={{ color: "inks.failure" }}>{run.error}</Box>}
      </Box>
      <Box sx={{ color: "text.secondary", whiteSpace: "nowrap" }}>
        <RelativeTime at={run.startedAt} />
      </Box>
    </Box>
  );
}

function StartedBy({ run }: { run: SyncRun | ReplayRun }) {
  const system = starterWords(run.startedBy);
  if (system !== null) return system;
  return (
    <>
      {"by "}
      <Link component={RouterLink} to={userPath(run.startedBy)} color="textSecondary">
        {run.startedByLabel ?? run.startedBy}
      </Link>
    </>
  );
}
