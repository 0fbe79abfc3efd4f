import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Typography from "@mui/material/Typography";
import type { ReadableError } from "../providers/readableError";
import { FailureLine } from "../ui/FailureLine";

const GOES = [
  "E-mail address, names, picture, locale, external id and agents",
  "Addresses, IP addresses, devices and error texts of their sign-ins and login loops",
  "Payloads of their events, and the values comparisons found different",
  "Reports from their browser",
];
const STAYS = [
  "Their WorkOS id and when they were created and deleted, so that a late event cannot bring them back",
  "When they signed in, under that id, and the overview’s figures",
  "The audit log: what operators did, and the address it was about",
];

interface EraseDialogProps {
  label: string;
  busy: boolean;
  failure: ReadableError | null;
  onErase: () => void;
  onClose: () => void;
}

/** Asks before a person's data is erased: what goes, what stays. */
export function EraseDialog({ label, busy, failure, onErase, onClose }: EraseDialogProps) {
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="erase-title">
      <DialogTitle id="erase-title" sx={{ overflowWrap: "anywhere" }}>
        Erase the personal data of {label}?
      </DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 4 }}>
        <List title="What goes" items={GOES} />
        <List title="What stays" items={STAYS} />
        <Typography variant="body2">
          It cannot be undone, and is written into the audit log.
        </Typography>
        <FailureLine failure={failure} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="contained" color="error" disabled={busy} onClick={onErase}>
          {busy ? "Erasing …" : "Erase the personal data"}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function List({ title, items }: { title: string; items: readonly string[] }) {
  return (
    <Box>
      <Typography variant="body2" sx={{ fontWeight: 600, mb: 1 }}>
        {title}
      </Typography>
      <Box component="ul" aria-label={title} sx={{ m: 0, pl: 5, fontSize: 13 }}>
        {items.map((item) => (
          <Box component="li" key={item} sx={{ py: 0.25 }}>
            {item}
          </Box>
        ))}
      </Box>
    </Box>
  );
}
