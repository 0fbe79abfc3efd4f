import Box from "@mui/material/Box";
import type { ReactNode } from "react";
import { allows } from "../../../convex/gatehouse/operators/roles";
import { useOperator } from "../../gate/viewer";
import { Fold } from "../../ui/Fold";
import { Status } from "../../ui/Status";
import { count } from "../../ui/words";
import { Findings } from "../finding/Findings";
import { CheckList } from "./CheckList";
import { FindingActions } from "./FindingActions";
import { runLine, type Check, type RunView } from "./runWords";
import { repairKind } from "./useRepair";

interface RunResultProps {
  view: RunView;
  onRun: (checks: Check["key"][]) => void;
  /** Further folds below. */
  children: ReactNode;
}

/** What a run found: the finding to act on, the others, and every check behind them. */
export function RunResult({ view, onRun, children }: RunResultProps) {
  const { checks, findings, brokeSince, lastGoodAt, run } = view;
  const running = run.state === "running";
  const { role } = useOperator();
  const mayRun = allows(role, "support") && !running;
  return (
    <Findings
      findings={findings}
      since={({ code }) => (lastGoodAt[code] === undefined ? undefined : brokeSince[code])}
      actions={(finding) => <FindingActions finding={finding} view={view} onRun={onRun} />}
      mendable={(finding) => repairKind(finding, checks, role) !== null}
      none={running ? null : <AllGreen view={view} />}
    >
      <Fold open={running} summary={`${count(checks.length, "check")}, one by one`}>
        <CheckList checks={checks} onRun={mayRun ? (key) => onRun([key]) : null} />
      </Fold>
      {children}
    </Findings>
  );
}

function AllGreen({ view }: { view: RunView }) {
  return (
    <Box sx={{ fontSize: 16 }}>
      <Status tone="ok" icon="ok" label={runLine(view)} />
    </Box>
  );
}
