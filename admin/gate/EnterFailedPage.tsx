import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { toReadableError } from "../providers/readableError";
import { Notice } from "./Notice";
import { useSignOut } from "./useSignOut";

/** Convex knows who this is and still cannot let them in: a deleted account, an older deployment. */
export function EnterFailedPage({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const signOut = useSignOut();
  return (
    <Notice
      title="The console could not be opened"
      actions={
        <>
          <Button variant="contained" onClick={onRetry}>
            Try again
          </Button>
          <Button variant="outlined" onClick={signOut}>
            Sign out
          </Button>
        </>
      }
    >
      <Typography component="p" role="alert">
        {toReadableError(error).message}
      </Typography>
    </Notice>
  );
}
