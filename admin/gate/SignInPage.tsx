import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { EnvironmentBadge } from "../ui/EnvironmentBadge";
import { Notice } from "./Notice";
import { useSignIn } from "./useSignIn";

/** The calm page before the gate. */
export function SignInPage() {
  return (
    <Notice title="Sign in to the console" actions={<SignInButton />}>
      <Typography component="p">
        Users, webhooks and sign-ins of an app that signs people in with WorkOS AuthKit and keeps
        them in Convex. You sign in with WorkOS, too.
      </Typography>
      <EnvironmentBadge />
    </Notice>
  );
}

/** Goes to WorkOS, and afterwards comes back to where the person was. */
export function SignInButton() {
  const signIn = useSignIn();
  const [failure, setFailure] = useState<string | null>(null);
  return (
    <>
      <Button
        variant="contained"
        sx={{ minHeight: 36, px: 4 }}
        onClick={() => void signIn().catch((error: unknown) => setFailure(wordsFor(error)))}
      >
        Sign in with WorkOS
      </Button>
      {failure && (
        <Typography role="alert" variant="body2" color="error" sx={{ flexBasis: "100%" }}>
          {failure}
        </Typography>
      )}
    </>
  );
}

function wordsFor(error: unknown): string {
  if (!window.isSecureContext) {
    return `Signing in needs a secure address. Open this console with https://, or as http://localhost on your own machine, instead of ${window.location.origin}.`;
  }
  return `The sign-in could not begin: ${error instanceof Error ? error.message : String(error)}. Reload the page and try again.`;
}
