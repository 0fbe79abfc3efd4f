import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useQuery_experimental as useQueryState } from "convex/react";
import { Link as RouterLink } from "react-router-dom";
import { api } from "../../convex/_generated/api";
import { signInsPath } from "../addresses/signIns";
import { toReadableError } from "../providers/readableError";
import { useNow } from "../ui/useNow";
import { count } from "../ui/words";
import { HistoryLines } from "./HistoryLines";
import { HistorySkeleton } from "./HistorySkeleton";
import { openSessions, signInLines } from "./signInLines";

/** A person's latest sign-ins, what became of the sessions, and the way to all of them; live. */
export function UserSignIns({ userId }: { userId: string }) {
  const now = useNow();
  const state = useQueryState({ query: api.gatehouse.signIns.forUser, args: { userId } });
  if (state.status === "pending") return <HistorySkeleton />;
  if (state.status === "error") {
    return <Typography role="alert">{toReadableError(state.error).message}</Typography>;
  }
  if (state.data.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        None yet. Sign-ins that WorkOS tells of, completed or failed, appear here.
      </Typography>
    );
  }
  return (
    <>
      <Box sx={{ display: "flex", gap: 3, fontSize: 13, pb: 1.5, color: "text.secondary" }}>
        <Box sx={{ flex: 1 }}>{count(openSessions(state.data, now), "session")} open</Box>
        <Link component={RouterLink} to={signInsPath({ userId })}>
          All sign-ins
        </Link>
      </Box>
      <HistoryLines label="Sign-ins" lines={signInLines(state.data, now)} />
    </>
  );
}
