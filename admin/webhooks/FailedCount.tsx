import Box from "@mui/material/Box";
import { useQuery_experimental as useQueryState } from "convex/react";
import { api } from "../../convex/_generated/api";

/** How many events wait for a person; nothing when none does. */
export function FailedCount() {
  const state = useQueryState({ query: api.inbox.health, args: {} });
  if (state.status !== "success" || state.data.failed === 0) return null;
  return (
    <Box
      component="span"
      aria-label={`${state.data.failed} failed`}
      className="figures"
      sx={{ ml: "auto", fontSize: 12, fontWeight: 600, color: "inks.failure" }}
    >
      {state.data.failed}
    </Box>
  );
}
