import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Typography from "@mui/material/Typography";
import type { ActiveSession } from "../../convex/gatehouse/workos/sessions";
import type { UserDetailRecord } from "../providers/resources";
import { count } from "../ui/words";
import { personLabel } from "./Person";

interface RevokeSessionsDialogProps {
  user: UserDetailRecord;
  sessions: readonly ActiveSession[];
  onRevoke: () => void;
  onClose: () => void;
}

/** Asks before a person is signed out everywhere. */
export function RevokeSessionsDialog({
  user,
  sessions,
  onRevoke,
  onClose,
}: RevokeSessionsDialogProps) {
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="revoke-title">
      <DialogTitle id="revoke-title" sx={{ overflowWrap: "anywhere" }}>
        Sign {personLabel(user)} out everywhere?
      </DialogTitle>
      <DialogContent>
        <Typography variant="body2">
          WorkOS ends {count(sessions.length, "session")}. An access token that is already out works
          until it expires, minutes later; then they have to sign in again on every device. It is
          written into the audit log.
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="contained" color="error" onClick={onRevoke}>
          Revoke all {count(sessions.length, "session")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
