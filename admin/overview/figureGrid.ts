/** A whole figure: heading, totals, chart, legend. */
export const FIGURE_HEIGHT_PX = 344;
export const CHART_HEIGHT_PX = 208;

/** Two figures side by side where there is room; the first across. */
export const FIGURE_GRID = {
  display: "grid",
  gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "repeat(2, minmax(0, 1fr))" },
  columnGap: 10,
  rowGap: 8,
  "& > .wide": { gridColumn: "1 / -1" },
};
