import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";

/** A part of a record's page, under a ledger's double rule. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" sx={{ minWidth: 0 }}>
      <Typography
        component="h3"
        variant="h2"
        sx={{ pb: 1, mb: 3, borderBottom: "3px double", borderColor: "inks.rule" }}
      >
        {title}
      </Typography>
      {children}
    </Box>
  );
}
