import Box from "@mui/material/Box";
import { Children, type ReactNode } from "react";

/** A list of facts: labels left, values right, hairlines between. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <Box
      component="dl"
      sx={{ m: 0, fontSize: 13, borderTop: 1, borderColor: "divider", minWidth: 0 }}
    >
      {Children.toArray(children)}
    </Box>
  );
}

/** One fact. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box
      sx={{
        display: "grid",
        gridTemplateColumns: { xs: "96px minmax(0, 1fr)", sm: "128px minmax(0, 1fr)" },
        columnGap: 3,
        alignItems: "center",
        minHeight: 32,
        py: 0.5,
        borderBottom: 1,
        borderColor: "divider",
      }}
    >
      <Box component="dt" sx={{ color: "text.secondary" }}>
        {label}
      </Box>
      <Box component="dd" sx={{ m: 0, minWidth: 0, overflowWrap: "anywhere" }}>
        {children}
      </Box>
    </Box>
  );
}
