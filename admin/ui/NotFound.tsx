import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { Link as RouterLink } from "react-router-dom";
import { EmptyState } from "./States";
import { useTitle } from "./title";

/** An address that leads nowhere. */
export function NotFound() {
  useTitle("Not found");
  return (
    <EmptyState title="There is no such page">
      <Typography component="p">
        The address {window.location.pathname} does not lead anywhere in this console. Ctrl-K finds
        people and pages, or go{" "}
        <Link component={RouterLink} to="/">
          to the start
        </Link>
        .
      </Typography>
    </EmptyState>
  );
}
