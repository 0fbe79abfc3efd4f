import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";

/** A history before it is there: about as much as most people have. */
export function HistorySkeleton() {
  return (
    <Box aria-busy sx={{ display: "grid", gap: 3, py: 1.5 }}>
      <Skeleton height={12} width="70%" />
      <Skeleton height={12} width="55%" />
    </Box>
  );
}
