import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { ProgressLine } from "../../ProgressLine";
import { HarResult } from "./HarResult";
import type { HarReading } from "./useHarReading";

/** What is happening to a dropped recording: progress, then what it shows, or why it cannot. */
export function HarPanel({ reading, onStop }: { reading: HarReading; onStop: () => void }) {
  if (reading.state === "none") return null;
  if (reading.state === "reading") {
    const percent = Math.round(reading.share * 100);
    return (
      <Box role="status" sx={{ display: "grid", gap: 2, justifyItems: "start" }}>
        <span>
          Reading {reading.name}: {percent} %
        </span>
        <ProgressLine label="How much has been read" share={reading.share} />
        <Button onClick={onStop}>Stop reading</Button>
      </Box>
    );
  }
  const { name, outcome } = reading;
  return (
    <Box component="section" aria-label={name} sx={{ display: "grid", gap: 5, minWidth: 0 }}>
      <Typography variant="h3" component="h2" color="textSecondary">
        {name}
      </Typography>
      {"problem" in outcome ? (
        <Typography role="alert">{outcome.problem}</Typography>
      ) : (
        <HarResult analysis={outcome} />
      )}
    </Box>
  );
}
