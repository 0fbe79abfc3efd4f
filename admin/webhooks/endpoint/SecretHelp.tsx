import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { Copyable } from "../../ui/Copy";
import { needsSecret, type EndpointReport } from "./endpointReport";

const COMMAND = "npx convex env set WORKOS_WEBHOOK_SECRET whsec_…";

/** How to give the deployment the endpoint's secret, which never comes into the browser. */
export function SecretHelp({ report }: { report: EndpointReport }) {
  if (!needsSecret(report)) return null;
  return (
    <Box sx={{ display: "grid", gap: 2 }}>
      <Typography variant="body2">
        The signing secret goes from WorkOS to the deployment by your hand; the console never sees
        it. In the WorkOS dashboard open Webhooks, choose this endpoint, copy its signing secret,
        and run:
      </Typography>
      <Copyable block text={COMMAND} what="command" />
      <Typography variant="body2" color="textSecondary">
        While rotating, keep the old one too, separated by a comma: both are accepted.
      </Typography>
    </Box>
  );
}
