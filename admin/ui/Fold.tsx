import Box from "@mui/material/Box";
import type { ReactNode } from "react";
import { Icon } from "./Icon";

interface FoldProps {
  /** What is inside, in one line. */
  summary: ReactNode;
  open?: boolean;
  children: ReactNode;
}

/** A line that opens. The browser's own element, so that find-in-page and keyboards work. */
export function Fold({ summary, open = false, children }: FoldProps) {
  return (
    <Box component="details" open={open} sx={FOLD}>
      <summary>
        <Icon name="next" />
        <Box sx={{ flex: 1, minWidth: 0 }}>{summary}</Box>
      </summary>
      <Box sx={{ pl: { xs: 0, sm: 6 }, pb: 5, pt: 1 }}>{children}</Box>
    </Box>
  );
}

const FOLD = {
  borderBottom: 1,
  borderColor: "divider",
  minWidth: 0,
  "& > summary": {
    display: "flex",
    alignItems: "center",
    gap: 2,
    minHeight: 40,
    py: 1.5,
    cursor: "pointer",
    listStyle: "none",
    fontSize: 13,
    borderRadius: 1,
    "&::-webkit-details-marker": { display: "none" },
    "&:hover": { bgcolor: "action.hover" },
    "& > svg": { fontSize: 14, color: "text.secondary", transition: "transform 100ms" },
  },
  "&[open] > summary > svg": { transform: "rotate(90deg)" },
};
