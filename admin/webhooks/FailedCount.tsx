import Box from "@mui/material/Box";
import { useQuery_experimental as useQueryState } from "convex/react";
import { api } from "../../convex/_generated/api";

const numbers = new Intl.NumberFormat("en-GB");

/** How many events wait for a person; nothing when none does. */
export function FailedCount() {
  const state = useQueryState({ query: api.gatehouse.inbox.health, args: {} });
  if (state.status !== "success" || state.data.failed === 0) return null;
  const failed = `${numbers.format(state.data.failed)}${state.data.moreFailed ? "+" : ""}`;
  return (
    <Box
      component="span"
      aria-label={`${failed} failed`}
      className="figures"
      sx={{ ml: "auto", fontSize: 12, fontWeight: 600, color: "inks.failure" }}
    >
      {failed}
    </Box>
  );
}
