import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useMay, useOperator } from "../../gate/viewer";
import { RelativeTime } from "../../ui/RelativeTime";
import { ProgressLine } from "../ProgressLine";
import { runLine, type RunView } from "./runWords";

interface RunHeadProps {
  view: RunView | null;
  onRun: () => void;
  failure: string | null;
}

/** How the run stands and when it was; the button that runs everything. */
export function RunHead({ view, onRun, failure }: RunHeadProps) {
  const running = view?.run.state === "running";
  const mayRun = useMay("support");
  return (
    <Box sx={{ display: "grid", gap: 2 }}>
      <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 4 }}>
        {mayRun && (
          <Button variant={view ? "outlined" : "contained"} onClick={onRun} disabled={running}>
            {running ? "Checking …" : "Run all checks"}
          </Button>
        )}
        <Typography variant="body2" color="textSecondary" role="status">
          {view && <When view={view} />}
        </Typography>
      </Box>
      {running && view && <Progress view={view} />}
      {failure !== null && (
        <Typography role="alert" color="error" variant="body2">
          {failure}
        </Typography>
      )}
    </Box>
  );
}

function When({ view }: { view: RunView }) {
  const { workosId } = useOperator();
  const { startedAt, startedBy, state } = view.run;
  const by =
    startedBy === workosId ? " by you" : startedBy === "local stack" ? " at first start" : "";
  return (
    <>
      {state === "running" ? (
        runLine(view)
      ) : (
        <>
          Checked <RelativeTime at={startedAt} />
          {by}
        </>
      )}
      {state === "abandoned" && "; it was cut off, run it again"}
    </>
  );
}

function Progress({ view: { checks } }: { view: RunView }) {
  const done = checks.filter(({ finishedAt }) => finishedAt !== null).length;
  return <ProgressLine label="Checks done" share={done / Math.max(1, checks.length)} />;
}
