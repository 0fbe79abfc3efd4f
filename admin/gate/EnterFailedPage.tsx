import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { toReadableError } from "../providers/readableError";
import { Copyable } from "../ui/Copy";
import { Notice } from "./Notice";
import { useSignOut } from "./useSignOut";

/**
 * Convex knows who this is and still cannot let them in: a deleted account, an older deployment, an
 * app whose rows need what only the app can fill in.
 */
export function EnterFailedPage({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const signOut = useSignOut();
  const { code, message } = toReadableError(error);
  const isNoUserYet = code === "app_fields_missing";
  return (
    <Notice
      title={isNoUserYet ? "You are no user of the app yet" : "The console could not be opened"}
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
      {isNoUserYet ? (
        <HowToBecomeOne detail={message} />
      ) : (
        <Typography component="p" role="alert">
          {message}
        </Typography>
      )}
    </Notice>
  );
}

function HowToBecomeOne({ detail }: { detail: string }) {
  return (
    <>
      <Typography component="p" role="alert">
        Operators are users of the app too. Sign in to the app itself once, with the account you
        used here, then come back: this page goes on by itself.
      </Typography>
      <Typography component="p">For whoever develops the app:</Typography>
      <Copyable block text={detail} what="detail" />
    </>
  );
}
