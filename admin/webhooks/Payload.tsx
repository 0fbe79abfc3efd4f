import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import OutlinedInput from "@mui/material/OutlinedInput";
import Typography from "@mui/material/Typography";
import { useMutation } from "convex/react";
import { useState, type SyntheticEvent } from "react";
import { api } from "../../convex/_generated/api";
import { toReadableError } from "../providers/readableError";
import { MONO } from "../theme/theme";
import { prettyJson } from "./prettyJson";

/** The event as it came, personal data masked; whole after saying why, which is put on record. */
export function Payload({ eventId, masked }: { eventId: string; masked: string | null }) {
  const [whole, setWhole] = useState<string | null>(null);
  if (masked === null) {
    return (
      <Typography variant="body2" color="textSecondary">
        The payload is no longer kept: it is dropped 30 days after the event arrived.
      </Typography>
    );
  }
  return (
    <Box sx={{ display: "grid", gap: 3, minWidth: 0 }}>
      <Box
        component="pre"
        tabIndex={0}
        aria-label="Payload"
        sx={{
          m: 0,
          p: 3,
          border: 1,
          borderColor: "divider",
          borderRadius: 1,
          bgcolor: "background.default",
          fontFamily: MONO,
          fontSize: 12,
          lineHeight: 1.6,
          overflow: "auto",
          maxHeight: 420,
        }}
      >
        {prettyJson(whole ?? masked)}
      </Box>
      {whole === null && <Reveal eventId={eventId} onRevealed={setWhole} />}
    </Box>
  );
}

function Reveal({
  eventId,
  onRevealed,
}: {
  eventId: string;
  onRevealed: (payload: string) => void;
}) {
  const reveal = useMutation(api.gatehouse.inbox.reveal);
  const [reason, setReason] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    reveal({ eventId, reason: reason.trim() }).then(onRevealed, (error: unknown) =>
      setFailure(toReadableError(error).message),
    );
  };
  return (
    <Box component="form" onSubmit={submit} sx={{ display: "grid", gap: 2 }}>
      <Typography variant="body2" color="textSecondary">
        Personal data is masked. Showing it is written into the audit log, with your reason.
      </Typography>
      <Box sx={{ display: "flex", gap: 2 }}>
        <OutlinedInput
          size="small"
          fullWidth
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          placeholder="Why, for example ticket 4711"
          inputProps={{ "aria-label": "Reason for showing personal data" }}
        />
        <Button
          type="submit"
          variant="outlined"
          disabled={reason.trim() === ""}
          sx={{ flex: "none" }}
        >
          Show personal data
        </Button>
      </Box>
      {failure && (
        <Typography variant="body2" role="alert" color="error">
          {failure}
        </Typography>
      )}
    </Box>
  );
}
