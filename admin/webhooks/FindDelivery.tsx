import Box from "@mui/material/Box";
import OutlinedInput from "@mui/material/OutlinedInput";
import { useState, type SyntheticEvent } from "react";
import { useNavigate } from "react-router-dom";
import { deliveryPanelPath } from "../addresses/webhooks";

/** Finds an event by its id, or the events about a user by theirs: what people have from a log. */
export function FindDelivery({ onUser }: { onUser: (workosUserId: string) => void }) {
  const [id, setId] = useState("");
  const navigate = useNavigate();
  const find = (event: SyntheticEvent) => {
    event.preventDefault();
    const wanted = id.trim();
    if (wanted.startsWith("user_")) onUser(wanted);
    else if (wanted !== "") void navigate(deliveryPanelPath(wanted));
    setId("");
  };
  return (
    <Box component="form" role="search" onSubmit={find} sx={{ width: { xs: "100%", sm: 220 } }}>
      <OutlinedInput
        size="small"
        fullWidth
        value={id}
        onChange={(event) => setId(event.target.value)}
        placeholder="event_… or user_…"
        inputProps={{ "aria-label": "Find by event id or user id", spellCheck: false }}
      />
    </Box>
  );
}
