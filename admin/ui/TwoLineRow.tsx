import Box from "@mui/material/Box";
import type { SxProps } from "@mui/material/styles";
import type { ReactNode } from "react";

interface TwoLineRowProps {
  title: ReactNode;
  /** Right of the title; without it the title has the whole line. */
  aside?: ReactNode;
  detail: ReactNode;
  time: ReactNode;
  sx: SxProps;
}

/** A table's row where there is no room for a table. */
export function TwoLineRow({ title, aside, detail, time, sx }: TwoLineRowProps) {
  return (
    <Box
      component="li"
      sx={[
        {
          display: "grid",
          gridTemplateColumns: "minmax(0, 1fr) auto",
          columnGap: 3,
          rowGap: 0.5,
          alignItems: "center",
          px: 3,
          py: 2,
          fontSize: 13,
          borderBottom: 1,
          borderColor: "divider",
        },
        ...(Array.isArray(sx) ? sx : [sx]),
      ]}
    >
      <Box sx={{ overflowWrap: "anywhere", ...(aside === undefined && { gridColumn: "1 / -1" }) }}>
        {title}
      </Box>
      {aside !== undefined && <Box sx={{ textAlign: "right" }}>{aside}</Box>}
      <Box sx={{ color: "text.secondary", overflow: "hidden", textOverflow: "ellipsis" }}>
        {detail}
      </Box>
      <Box sx={{ color: "text.secondary", textAlign: "right" }}>{time}</Box>
    </Box>
  );
}
