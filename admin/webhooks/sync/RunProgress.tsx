import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import LinearProgress from "@mui/material/LinearProgress";
import Typography from "@mui/material/Typography";
import { useRequest } from "../../providers/useRequest";
import { FailureLine } from "../../ui/FailureLine";
import type { Progress } from "./runWords";

interface RunProgressProps {
  title: string;
  progress: Progress;
  /** What holds it up at the moment. */
  trouble: string | null;
  cancel: () => Promise<unknown>;
}

/** A run that is going on: how far, what holds it up, and the way to stop it. */
export function RunProgress({ title, progress, trouble, cancel }: RunProgressProps) {
  const [request, run] = useRequest(cancel);
  const { share, words } = progress;
  return (
    <Box sx={{ display: "grid", gap: 2, border: 1, borderColor: "divider", borderRadius: 1, p: 4 }}>
      <Box sx={{ display: "flex", alignItems: "center", gap: 3 }}>
        <Typography sx={{ flex: 1, fontWeight: 550 }}>{title}</Typography>
        <Button variant="outlined" disabled={request.busy} onClick={run}>
          {request.busy ? "Canceling …" : "Cancel"}
        </Button>
      </Box>
      <LinearProgress
        aria-label={title}
        {...(share === null
          ? { variant: "indeterminate" }
          : { variant: "determinate", value: share * 100 })}
      />
      <Typography variant="body2" color="textSecondary" role="status" className="figures">
        {words}
      </Typography>
      {trouble !== null && (
        <Typography variant="body2" role="alert" sx={{ color: "inks.warning" }}>
          {trouble} It tries again by itself.
        </Typography>
      )}
      <FailureLine failure={request.failure} />
    </Box>
  );
}
