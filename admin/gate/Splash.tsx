import Typography from "@mui/material/Typography";
import { useConvexConnectionState } from "convex/react";
import { tokenTrouble } from "../providers/session";
import { useValue } from "../providers/valueStore";
import { Notice } from "./Notice";

/** After this many failed attempts to connect it is no hiccup any more. */
const HICCUPS = 2;

/** While signing in. Says so when something does not answer. */
export function Splash({ convexUrl }: { convexUrl: string }) {
  const { hasEverConnected, connectionRetries } = useConvexConnectionState();
  const workosSilent = useValue(tokenTrouble) !== null;
  if (workosSilent) {
    return (
      <Notice title="WorkOS does not answer">
        <Typography component="p" role="status">
          Your sign-in is still good; WorkOS cannot be reached to renew it. Gatehouse keeps trying
          and goes on by itself. Check your network, or status.workos.com.
        </Typography>
      </Notice>
    );
  }
  if (!hasEverConnected && connectionRetries >= HICCUPS) {
    return (
      <Notice title="Convex does not answer">
        <Typography component="p" role="status">
          No connection to {convexUrl} after {connectionRetries} attempts. Gatehouse keeps trying
          and goes on by itself. Check your network, and that this is the address of a running
          deployment.
        </Typography>
      </Notice>
    );
  }
  return (
    <Notice title="Opening the gate">
      <Typography component="p" role="status">
        Checking your sign-in with WorkOS and Convex.
      </Typography>
    </Notice>
  );
}
