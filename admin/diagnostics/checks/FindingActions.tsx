import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useMay } from "../../gate/viewer";
import type { ShownFinding } from "../finding/shown";
import { checksBehind, type Check, type RunView } from "./runWords";
import { useRepair } from "./useRepair";

interface FindingActionsProps {
  finding: ShownFinding;
  view: RunView;
  onRun: (checks: Check["key"][]) => void;
}

/** Mends a finding from here, where that is possible, and looks again. */
export function FindingActions({ finding, view, onRun }: FindingActionsProps) {
  const { checks, run } = view;
  const behind = checksBehind(finding, checks);
  const repair = useRepair(finding, checks, () => onRun(behind));
  const mayRun = useMay("support") && behind.length > 0;
  return (
    <>
      {repair.label !== null && (
        <Button
          variant="contained"
          onClick={repair.start}
          disabled={repair.running}
          sx={{ order: -1 }}
        >
          {repair.running ? "Mending …" : repair.label}
        </Button>
      )}
      {mayRun && (
        <Button variant="outlined" disabled={run.state === "running"} onClick={() => onRun(behind)}>
          Check this again
        </Button>
      )}
      {repair.failure !== null && (
        <Typography role="alert" variant="body2" color="error" sx={{ width: "100%" }}>
          {repair.failure}
        </Typography>
      )}
    </>
  );
}
