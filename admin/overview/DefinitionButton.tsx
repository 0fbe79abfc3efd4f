import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Popover from "@mui/material/Popover";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import type { Definition } from "../../convex/gatehouse/metrics/definitions";
import { MONO } from "../theme/theme";
import { QUIET_BUTTON } from "./quietButton";

interface DefinitionButtonProps {
  title: string;
  definitions: readonly Definition[];
}

/** Opens what a figure's numbers mean. */
export function DefinitionButton({ title, definitions }: DefinitionButtonProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        aria-haspopup="dialog"
        aria-label={`What counts: ${title}`}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ ...QUIET_BUTTON, mr: -2 }}
      >
        What counts?
      </Button>
      <Popover
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: "bottom", horizontal: "right" }}
        transformOrigin={{ vertical: "top", horizontal: "right" }}
        slotProps={{
          paper: {
            role: "dialog",
            "aria-label": title,
            sx: { width: 400, p: 4, display: "grid", gap: 5 },
          },
        }}
      >
        {definitions.map((definition) => (
          <Meaning key={definition.title} definition={definition} />
        ))}
      </Popover>
    </>
  );
}

/** What counts, what does not, where from, and what the number cannot say. */
function Meaning({ definition }: { definition: Definition }) {
  const { title, counts, leavesOut, source, limits } = definition;
  return (
    <div>
      <Typography component="h3" variant="h3" sx={{ mb: 2 }}>
        {title}
      </Typography>
      <Box component="dl" sx={TERMS}>
        <dt>Counts</dt>
        <dd>{counts}</dd>
        <dt>Leaves out</dt>
        <dd>{leavesOut}</dd>
        <dt>From</dt>
        <Box component="dd" sx={{ fontFamily: MONO, fontSize: 12 }}>
          {source}
        </Box>
        <dt>Does not say</dt>
        <dd>{limits}</dd>
      </Box>
    </div>
  );
}

const TERMS = {
  m: 0,
  display: "grid",
  gridTemplateColumns: "84px minmax(0, 1fr)",
  columnGap: 3,
  rowGap: 2,
  fontSize: 13,
  lineHeight: 1.45,
  "& dt": { color: "text.secondary" },
  "& dd": { m: 0 },
};
