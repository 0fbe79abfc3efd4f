import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useMutation } from "convex/react";
import { useState } from "react";
import { useNotify } from "react-admin";
import { api } from "../../convex/_generated/api";
import { toReadableError } from "../providers/readableError";
import type { DeliveryDetailRecord } from "../providers/resources";
import { reasonWords } from "../ui/words";

/** Applies an event once more. Harmless for one that was applied: the newest change wins anyway. */
export function ReplayButton({ delivery }: { delivery: DeliveryDetailRecord }) {
  const replay = useMutation(api.gatehouse.inbox.replay);
  const notify = useNotify();
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const stuck = delivery.state === "failed" || delivery.state === "dead";
  const run = () => {
    setRunning(true);
    setFailure(null);
    replay({ eventId: delivery.eventId })
      .then(({ state, reason }) =>
        notify(`Replayed: ${state}. ${reason ? reasonWords(reason) : ""}`.trim()),
      )
      .catch((error: unknown) => setFailure(toReadableError(error).message))
      .finally(() => setRunning(false));
  };
  return (
    <Box sx={{ display: "grid", gap: 2, justifyItems: "start" }}>
      <Button
        variant={stuck ? "contained" : "outlined"}
        disabled={running || delivery.payload === null}
        onClick={run}
      >
        {running ? "Replaying …" : "Replay this event"}
      </Button>
      {failure && (
        <Typography variant="body2" role="alert" color="error">
          {failure}
        </Typography>
      )}
    </Box>
  );
}
