import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import type { ShownFinding } from "./shown";
import { Fold } from "../../ui/Fold";
import { FindingBody } from "./FindingBody";
import { FindingMarks } from "./FindingMarks";

interface FoldedFindingsProps {
  title: string;
  findings: readonly ShownFinding[];
  since?: (finding: ShownFinding) => number | undefined;
  actions?: (finding: ShownFinding) => ReactNode;
}

/** Findings that can wait, one line each, opening to the whole. */
export function FoldedFindings({ title, findings, since, actions }: FoldedFindingsProps) {
  if (findings.length === 0) return null;
  return (
    <section>
      <Typography variant="h2" component="h2" sx={HEADING}>
        {title}
      </Typography>
      {findings.map((finding) => (
        <Fold
          key={`${finding.code} ${finding.subject}`}
          summary={
            <Box sx={{ display: "flex", flexWrap: "wrap", columnGap: 4, alignItems: "center" }}>
              <Box component="span" sx={{ fontWeight: 550, flex: "1 1 320px" }}>
                {finding.title}
                <Box component="span" sx={SUBJECT}>
                  {finding.subject}
                </Box>
              </Box>
              <FindingMarks finding={finding} since={since?.(finding)} />
            </Box>
          }
        >
          <Box sx={{ display: "grid", gap: 4, maxWidth: "76ch" }}>
            <Typography sx={{ overflowWrap: "anywhere" }}>{finding.sentence}</Typography>
            <FindingBody finding={finding} actions={actions?.(finding)} />
          </Box>
        </Fold>
      ))}
    </section>
  );
}

const SUBJECT = { ml: 2, fontWeight: 400, color: "text.secondary", overflowWrap: "anywhere" };

/** Under a ledger's double rule. */
export const HEADING = { pb: 1, borderBottom: "3px double", borderColor: "inks.rule" };
