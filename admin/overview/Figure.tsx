import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useState, type ReactNode } from "react";
import type { Definition } from "../../convex/gatehouse/metrics/definitions";
import { DefinitionButton } from "./DefinitionButton";
import { QUIET_BUTTON } from "./quietButton";

interface FigureProps {
  title: string;
  /** What the figure's numbers mean. */
  definitions: readonly Definition[];
  /** The figure over the range in a few words. */
  summary: string;
  className?: string | undefined;
  /** The same numbers to read instead of to see. */
  table?: ReactNode;
  children: ReactNode;
}

/** A figure under a ledger's double rule: heading, what it counts, chart or table. */
export function Figure({ title, definitions, summary, className, table, children }: FigureProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <Box component="section" aria-label={title} className={className} sx={{ minWidth: 0 }}>
      <Box sx={HEADING}>
        <Typography component="h2" variant="h2" sx={{ flex: { xs: 1, sm: "none" } }}>
          {title}
        </Typography>
        <Typography className="figures" variant="body2" color="textSecondary" sx={SUMMARY}>
          {summary}
        </Typography>
        {table !== undefined && (
          <Button aria-pressed={asTable} onClick={() => setAsTable(!asTable)} sx={QUIET_BUTTON}>
            {asTable ? "Chart" : "Table"}
          </Button>
        )}
        <DefinitionButton title={title} definitions={definitions} />
      </Box>
      {asTable ? table : children}
    </Box>
  );
}

/** Beside the title; below it where there is no room. */
const SUMMARY = { flex: { xs: "1 0 100%", sm: 1 }, order: { xs: 1, sm: 0 } };

const HEADING = {
  display: "flex",
  alignItems: "baseline",
  flexWrap: "wrap",
  gap: 2,
  pb: 1,
  mb: 3,
  borderBottom: "3px double",
  borderColor: "inks.rule",
};
