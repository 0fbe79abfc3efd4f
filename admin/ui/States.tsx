import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import { toReadableError } from "../providers/readableError";
import { Icon } from "./Icon";

/** Nothing here yet: what will appear, and what makes it appear. */
export function EmptyState({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box sx={{ maxWidth: 480, py: 16, px: { xs: 4, sm: 6 } }}>
      <Typography variant="h2" component="h2" sx={{ mb: 2 }}>
        {title}
      </Typography>
      <Box sx={{ color: "text.secondary", display: "grid", gap: 3, "& p": { m: 0 } }}>
        {children}
      </Box>
    </Box>
  );
}

/** Something could not be read: what, and what to do. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { code, message } = toReadableError(error);
  const absent = code === "not_found";
  return (
    <Box role="alert" sx={{ maxWidth: 560, py: 12, px: { xs: 4, sm: 6 } }}>
      <Typography
        variant="h2"
        component="h2"
        sx={{ mb: 2, display: "flex", alignItems: "center", gap: 2, ...(!absent && RED) }}
      >
        {!absent && <Icon name="failure" />}
        {absent ? "Not found" : "This could not be read"}
      </Typography>
      <Typography variant="body1" color="textSecondary">
        {message}
      </Typography>
      {onRetry && !absent && (
        <Button variant="outlined" onClick={onRetry} sx={{ mt: 4 }}>
          Try again
        </Button>
      )}
    </Box>
  );
}

const RED = { color: "inks.failure" };
