import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { explainRefusal } from "../providers/authRefusal";
import { refusal } from "../providers/session";
import { useValue } from "../providers/valueStore";
import { Copyable } from "../ui/Copy";
import { Notice } from "./Notice";
import { useSignOut } from "./useSignOut";

/** Signed in with WorkOS, but Convex does not accept the token. */
export function TokenRefusedPage() {
  const reason = useValue(refusal);
  const { cause, remedy } = explainRefusal(reason);
  const signOut = useSignOut();
  return (
    <Notice
      title="Convex does not accept your sign-in"
      actions={
        <>
          <Button variant="contained" onClick={() => window.location.reload()}>
            Try again
          </Button>
          <Button variant="outlined" onClick={signOut}>
            Sign out
          </Button>
        </>
      }
    >
      <Typography component="p">{cause}</Typography>
      <Typography component="p">{remedy}</Typography>
      {reason && <Copyable block text={reason} what="Convex's words" />}
    </Notice>
  );
}
