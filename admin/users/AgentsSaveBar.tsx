import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { capitalized, count } from "../ui/words";
import { describeChanges } from "./agentChanges";
import type { AgentsDraft } from "./useAgentsDraft";

/** What saving will do, before it is done; and why it did not work, if so. */
export function AgentsSaveBar({ draft }: { draft: AgentsDraft }) {
  const { changes, isSaving, failure, isOvertaken, save, discard } = draft;
  const number = changes.on.length + changes.off.length;
  const warning =
    failure?.message ??
    (isOvertaken
      ? "Somebody else changed these agents since you began. Discard to see what is on now."
      : null);
  return (
    <Box sx={{ display: "grid", gap: 2 }}>
      <Typography variant="body2" color="textSecondary" role="status" sx={{ minHeight: 19 }}>
        {number > 0
          ? `${capitalized(describeChanges(changes, "present"))}.`
          : "No changes to save."}
      </Typography>
      {warning && (
        <Typography variant="body2" role="alert" color="error">
          {warning}
        </Typography>
      )}
      <Box sx={{ display: "flex", gap: 2 }}>
        <Button
          variant="contained"
          disabled={number === 0 || isSaving || isOvertaken}
          onClick={save}
        >
          {isSaving
            ? "Saving …"
            : number === 0
              ? "Save changes"
              : `Save ${count(number, "change")}`}
        </Button>
        <Button variant="outlined" disabled={number === 0 || isSaving} onClick={discard}>
          Discard
        </Button>
      </Box>
    </Box>
  );
}
