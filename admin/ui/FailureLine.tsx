import Typography from "@mui/material/Typography";
import type { ReadableError } from "../providers/readableError";

/** Why something somebody asked for did not happen, where they asked for it. */
export function FailureLine({ failure }: { failure: ReadableError | null }) {
  if (failure === null) return null;
  return (
    <Typography variant="body2" role="alert" color="error" sx={{ overflowWrap: "anywhere" }}>
      {failure.message}
    </Typography>
  );
}
