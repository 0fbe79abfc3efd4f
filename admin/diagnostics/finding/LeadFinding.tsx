import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import type { ShownFinding } from "./shown";
import { FindingBody } from "./FindingBody";
import { FindingMarks } from "./FindingMarks";
import { SEVERITY } from "./words";

interface LeadFindingProps {
  finding: ShownFinding;
  since?: number | undefined;
  actions?: ReactNode;
  /** One of the actions mends it, so that its link is not the main button. */
  mendable?: boolean;
}

const RULES = { failure: "inks.failure", warning: "inks.warning" } as const;

/** The finding to act on first, large: what is wrong, how we know, what to do. */
export function LeadFinding({ finding, since, actions, mendable = false }: LeadFindingProps) {
  const { tone } = SEVERITY[finding.severity];
  const rule = tone === "failure" || tone === "warning" ? RULES[tone] : "inks.rule";
  return (
    <Box
      component="article"
      aria-label={`First: ${finding.title}`}
      sx={{ borderLeft: "3px solid", borderColor: rule, pl: { xs: 4, sm: 6 }, py: 1, minWidth: 0 }}
    >
      <FindingMarks finding={finding} since={since} />
      <Typography
        variant="h1"
        component="h2"
        sx={{ fontSize: { xs: 22, sm: 26 }, mt: 1.5, mb: 2, overflowWrap: "anywhere" }}
      >
        {finding.title}
      </Typography>
      <Typography sx={{ fontSize: 16, mb: 6, maxWidth: "68ch", overflowWrap: "anywhere" }}>
        {finding.sentence}
      </Typography>
      <Box sx={{ maxWidth: "76ch" }}>
        <FindingBody lead={!mendable} finding={finding} actions={actions} />
      </Box>
    </Box>
  );
}
