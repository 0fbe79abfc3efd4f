import Typography from "@mui/material/Typography";
import { useQuery_experimental as useQueryState } from "convex/react";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { useMay } from "../gate/viewer";
import { toReadableError } from "../providers/readableError";
import { HistoryLines } from "./HistoryLines";
import { HistorySkeleton } from "./HistorySkeleton";
import { timelineLines } from "./timelineSentences";

/** What happened to a person, in sentences, newest first; live. Events lead to their delivery. */
export function Timeline({ userId }: { userId: Id<"users"> }) {
  const mayReadDeliveries = useMay("support");
  const state = useQueryState({ query: api.gatehouse.users.timeline, args: { id: userId } });
  if (state.status === "pending") return <HistorySkeleton />;
  if (state.status === "error") {
    return <Typography role="alert">{toReadableError(state.error).message}</Typography>;
  }
  const lines = timelineLines(state.data);
  if (lines.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        Nothing yet. WorkOS events about this person, and what operators do, appear here.
      </Typography>
    );
  }
  const shown = mayReadDeliveries ? lines : lines.map(({ path: _, ...line }) => line);
  return <HistoryLines label="What happened" lines={shown} />;
}
