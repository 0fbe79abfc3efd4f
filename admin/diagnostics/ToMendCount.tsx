import Box from "@mui/material/Box";
import { useQuery_experimental as useQueryState } from "convex/react";
import { api } from "../../convex/_generated/api";

/** How many things the last checks of all environments found; nothing when they found none. */
export function ToMendCount() {
  const state = useQueryState({ query: api.gatehouse.diagnostics.compare, args: {} });
  if (state.status !== "success") return null;
  const found = state.data.rows.find(({ field }) => field === "findings")?.values ?? [];
  const total = found.reduce((sum, value) => sum + Number(value ?? 0), 0);
  if (total === 0) return null;
  return (
    <Box
      component="span"
      aria-label={`${total} to mend`}
      className="figures"
      sx={{ ml: "auto", fontSize: 12, fontWeight: 600, color: "inks.failure" }}
    >
      {total}
    </Box>
  );
}
