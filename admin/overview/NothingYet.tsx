import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { Link as RouterLink } from "react-router-dom";
import { EmptyState } from "../ui/States";

/** Before the first event: what will be here, and the one thing that makes it appear. */
export function NothingYet() {
  return (
    <EmptyState title="Nothing has happened yet">
      <Typography component="p">
        Sign-ins by method, failures by reason, active and new users will be drawn here, day by day,
        from the events WorkOS sends.
      </Typography>
      <Typography component="p">
        Point a{" "}
        <Link component={RouterLink} to="/webhooks">
          webhook endpoint
        </Link>{" "}
        at this deployment, then sign in to your app: the first line appears within seconds.
      </Typography>
    </EmptyState>
  );
}
