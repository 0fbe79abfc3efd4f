import Button from "@mui/material/Button";
import { useState } from "react";
import { ReplayDialog } from "./ReplayDialog";

/** Opens the replay of many events. */
export function ReplayMany() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outlined" onClick={() => setOpen(true)} sx={{ flex: "none" }}>
        Replay many …
      </Button>
      {open && <ReplayDialog onClose={() => setOpen(false)} />}
    </>
  );
}
