import Box from "@mui/material/Box";
import type { ReactNode } from "react";
import type { ShownFinding } from "./shown";
import { FoldedFindings } from "./FoldedFindings";
import { LeadFinding } from "./LeadFinding";
import { NotCheckable } from "./NotCheckable";

interface FindingsProps {
  /** Ranked: the first is the one to act on. */
  findings: readonly ShownFinding[];
  since?: (finding: ShownFinding) => number | undefined;
  actions?: (finding: ShownFinding) => ReactNode;
  /** Whether one of a finding's actions mends it. */
  mendable?: (finding: ShownFinding) => boolean;
  /** Said in place of the first finding when there is none. */
  none: ReactNode;
  /** Folds that stand with what cannot be checked, at the end. */
  children?: ReactNode;
}

/** Findings in the order in which to act: the first large, the others folded, the unknown last. */
export function Findings({ findings, since, actions, mendable, none, children }: FindingsProps) {
  const known = findings.filter(({ certainty }) => certainty !== "unknown");
  const unknown = findings.filter(({ certainty }) => certainty === "unknown");
  const [first, ...others] = known;
  return (
    <Box sx={{ display: "grid", gap: 8, minWidth: 0 }}>
      {first ? (
        <LeadFinding
          finding={first}
          since={since?.(first)}
          actions={actions?.(first)}
          mendable={mendable?.(first) ?? false}
        />
      ) : (
        none
      )}
      <FoldedFindings
        title={first && others.length === 1 ? "One thing more" : "Also found"}
        findings={others}
        {...(since && { since })}
        {...(actions && { actions })}
      />
      {(children !== undefined || unknown.length > 0) && (
        <div>
          <NotCheckable findings={unknown} />
          {children}
        </div>
      )}
    </Box>
  );
}
