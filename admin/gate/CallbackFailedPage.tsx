import Typography from "@mui/material/Typography";
import { explainCallback, type SignInCallback } from "../providers/signInCallback";
import { Notice } from "./Notice";
import { SignInButton } from "./SignInPage";

/** Back from WorkOS, but not signed in. */
export function CallbackFailedPage({ callback }: { callback: SignInCallback | null }) {
  const { title, cause, remedy } = explainCallback(callback, window.location.origin);
  return (
    <Notice title={title} actions={<SignInButton />}>
      <Typography component="p">{cause}</Typography>
      <Typography component="p">{remedy}</Typography>
    </Notice>
  );
}
