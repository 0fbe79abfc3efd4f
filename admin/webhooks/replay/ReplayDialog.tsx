import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Typography from "@mui/material/Typography";
import { useMutation } from "convex/react";
import { useCallback, useState } from "react";
import { useNavigate } from "react-router-dom";
import { api } from "../../../convex/_generated/api";
import { SYNC_PATH } from "../../addresses/webhooks";
import { useRequest } from "../../providers/useRequest";
import { FailureLine } from "../../ui/FailureLine";
import { Choice } from "./Choice";
import { previewSentence, startWords } from "./replayWords";
import { usePreview, type ReplayScope } from "./usePreview";

const SCOPES = [
  { value: "failed", label: "Events that failed here" },
  { value: "missing", label: "Events WorkOS has and this deployment does not" },
] as const;
const HOUR_MS = 3_600_000;
const TIMES = [
  { value: 1, label: "last hour" },
  { value: 24, label: "24 hours" },
  { value: 168, label: "7 days" },
  { value: 720, label: "30 days" },
] as const;

/** Replays many events: which, since when, how many that is, then go. Safe to repeat. */
export function ReplayDialog({ onClose }: { onClose: () => void }) {
  const [scope, setScope] = useState<ReplayScope>("failed");
  const [hours, setHours] = useState(24);
  const [openedAt] = useState(Date.now);
  const since = openedAt - hours * HOUR_MS;
  const { busy, data, failure } = usePreview(scope, since);
  const preview = busy || failure !== null ? undefined : data;
  const [started, start] = useStart(scope, since, preview?.events ?? 0);
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="replay-title">
      <DialogTitle id="replay-title">Replay deliveries</DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 4 }}>
        <Choice title="Which" choices={SCOPES} value={scope} onChange={setScope} />
        <Choice title="Since" choices={TIMES} value={hours} onChange={setHours} row />
        <Typography variant="body2" role="status" sx={{ minHeight: 38 }}>
          {busy && "Counting …"}
          {preview && previewSentence(scope, preview)}
        </Typography>
        <FailureLine failure={failure ?? started.failure} />
        <Typography variant="body2" color="textSecondary">
          Nothing is applied twice, and the newest change wins as always. The replay is written into
          the audit log and does not count as webhooks.
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
        <Button
          variant="contained"
          disabled={started.busy || preview === undefined || preview.events === 0}
          onClick={start}
        >
          {started.busy ? "Starting …" : startWords(preview)}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function useStart(scope: ReplayScope, since: number, expected: number) {
  const replay = useMutation(api.gatehouse.replay.start);
  const navigate = useNavigate();
  return useRequest(
    useCallback(async () => {
      await replay({ scope, since, expected });
      await navigate(SYNC_PATH);
    }, [replay, navigate, scope, since, expected]),
  );
}
