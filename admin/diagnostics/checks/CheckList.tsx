import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { Status } from "../../ui/Status";
import { duration } from "../../ui/time";
import { CHECK_STATES, type Check } from "./runWords";

interface CheckListProps {
  checks: readonly Check[];
  /** Makes one check again; absent for those who may not, or while a run is under way. */
  onRun: ((key: Check["key"]) => void) | null;
}

/** Every check, as a line: how it stands, what it asks, how long it took. */
export function CheckList({ checks, onRun }: CheckListProps) {
  return (
    <Box component="ul" aria-label="Checks" sx={{ m: 0, p: 0, listStyle: "none" }}>
      {checks.map((check) => (
        <Box component="li" key={check.key} sx={ROW}>
          <Box sx={{ gridArea: "state" }}>
            <Status {...CHECK_STATES[check.state]} />
          </Box>
          <Box sx={{ gridArea: "title", minWidth: 0, overflowWrap: "anywhere" }}>
            {check.title}
            {check.reason && <Box sx={{ color: "text.secondary" }}>{check.reason}</Box>}
          </Box>
          <Box className="figures" sx={{ gridArea: "time", color: "text.secondary" }}>
            {took(check)}
          </Box>
          <Box sx={{ gridArea: "again" }}>
            {onRun && (
              <Button
                aria-label={`Check again: ${check.title}`}
                onClick={() => onRun(check.key)}
                sx={{ minHeight: 26, py: 0 }}
              >
                Check again
              </Button>
            )}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function took({ startedAt, finishedAt }: Check): string {
  return startedAt === null || finishedAt === null ? "" : duration(finishedAt - startedAt);
}

const ROW = {
  display: "grid",
  gridTemplateAreas: { xs: '"state again" "title time"', sm: '"state title time again"' },
  gridTemplateColumns: { xs: "minmax(0, 1fr) auto", sm: "116px minmax(0, 1fr) 64px 104px" },
  columnGap: 3,
  alignItems: "center",
  minHeight: 36,
  py: 1,
  fontSize: 13,
  borderBottom: 1,
  borderColor: "divider",
};
