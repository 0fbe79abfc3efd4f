import Box from "@mui/material/Box";
import Tooltip from "@mui/material/Tooltip";
import { useConvexConnectionState } from "convex/react";
import { lostAt } from "../providers/convexClient";
import { tokenTrouble } from "../providers/session";
import { useValue } from "../providers/valueStore";
import { useNow } from "../ui/useNow";
import { connectionOf, type Connection } from "./connection";

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** Whether what is on screen is what Convex knows right now. */
export function ConnectionMark() {
  const connection = connectionOf(useConvexConnectionState(), useValue(lostAt), useNow());
  const workosSilent = useValue(tokenTrouble) !== null;
  const { label, meaning, colour, filled } = wordsFor(connection, workosSilent);
  return (
    <Tooltip title={meaning}>
      <Box
        role="status"
        sx={{
          display: "flex",
          alignItems: "center",
          gap: 1.5,
          fontSize: 12,
          color: connection.kind === "offline" ? "inks.failure" : "text.secondary",
          whiteSpace: "nowrap",
        }}
      >
        <Box
          component="span"
          sx={{
            width: 8,
            height: 8,
            borderRadius: "50%",
            border: "1.5px solid",
            borderColor: colour,
            bgcolor: filled ? colour : "transparent",
          }}
        />
        <Box component="span" sx={{ display: { xs: filled ? "none" : "inline", sm: "inline" } }}>
          {label}
        </Box>
      </Box>
    </Tooltip>
  );
}

function wordsFor(connection: Connection, workosSilent: boolean) {
  if (connection.kind === "live" && workosSilent) {
    return {
      label: "sign-in not renewed",
      meaning:
        "WorkOS does not answer. Your sign-in lasts a few more minutes; Gatehouse keeps trying.",
      colour: "inks.warning",
      filled: false,
    };
  }
  switch (connection.kind) {
    case "live":
      return {
        label: "live",
        meaning: "What you see is what Convex knows now; changes appear by themselves.",
        colour: "inks.ok",
        filled: true,
      };
    case "catchingUp":
      return {
        label: "catching up",
        meaning:
          "Connected, but Convex still owes an answer. What you see may be a few seconds old.",
        colour: "inks.warning",
        filled: false,
      };
    case "connecting":
      return {
        label: "connecting",
        meaning: "Connecting to Convex.",
        colour: "inks.unknown",
        filled: false,
      };
    case "offline":
      return {
        label: `offline since ${clock.format(connection.since)}`,
        meaning: "No connection to Convex. What you see is from before; it catches up by itself.",
        colour: "inks.failure",
        filled: false,
      };
  }
}
