import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import { Brand } from "../ui/Brand";
import { GateDrawing } from "../ui/GateDrawing";

interface NoticeProps {
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}

/** A page with one thing to say: what is the matter, how we know, what to do. */
export function Notice({ title, children, actions }: NoticeProps) {
  return (
    <Box
      component="main"
      sx={{ minHeight: "100%", display: "flex", flexDirection: "column", px: { xs: 5, sm: 12 } }}
    >
      <GateDrawing />
      <Box component="header" sx={{ pt: { xs: 5, sm: 8 } }}>
        <Brand />
      </Box>
      <Box sx={{ maxWidth: 560, pt: { xs: 12, sm: "18vh" }, pb: 12 }}>
        <Typography variant="h1" sx={{ fontSize: 26, mb: 3 }}>
          {title}
        </Typography>
        <Box sx={{ display: "grid", gap: 3, "& p": { m: 0, color: "text.secondary" } }}>
          {children}
        </Box>
        {actions && <Box sx={{ display: "flex", gap: 2, mt: 6, flexWrap: "wrap" }}>{actions}</Box>}
      </Box>
    </Box>
  );
}
