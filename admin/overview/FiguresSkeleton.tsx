import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import { FIGURE_GRID, FIGURE_HEIGHT_PX } from "./figureGrid";

/** The charts before they are there: of the same size. */
export function FiguresSkeleton() {
  return (
    <Box sx={FIGURE_GRID} aria-busy aria-label="Loading">
      {["wide", "failures", "people", "new", "webhooks"].map((name) => (
        <Skeleton key={name} className={name} height={FIGURE_HEIGHT_PX} />
      ))}
    </Box>
  );
}
