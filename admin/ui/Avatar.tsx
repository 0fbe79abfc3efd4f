import Box from "@mui/material/Box";
import { useState } from "react";
import { initials } from "./initials";

interface AvatarProps {
  /** Whose it is, for the initials. */
  of: string;
  url: string | null;
  /** Edge length in px. */
  size?: number;
}

/** A person's picture, or their initials when there is none or it does not load. */
export function Avatar({ of, url, size = 24 }: AvatarProps) {
  const [broken, setBroken] = useState(false);
  const frame = { width: size, height: size, borderRadius: 1, flex: "none" };
  if (url && !broken) {
    return (
      <Box
        component="img"
        src={url}
        alt=""
        loading="lazy"
        referrerPolicy="no-referrer"
        onError={() => setBroken(true)}
        sx={{ ...frame, objectFit: "cover" }}
      />
    );
  }
  return (
    <Box
      aria-hidden
      sx={{
        ...frame,
        display: "grid",
        placeItems: "center",
        bgcolor: "action.selected",
        color: "text.primary",
        fontSize: Math.round(size * 0.42),
        fontWeight: 600,
        letterSpacing: 0,
      }}
    >
      {initials(of)}
    </Box>
  );
}
