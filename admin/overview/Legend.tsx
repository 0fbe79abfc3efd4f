import Box from "@mui/material/Box";
import { capitalized } from "../ui/words";
import type { Fill } from "./chartInks";
import { Swatch } from "./FillPattern";

const numbers = new Intl.NumberFormat("en-GB");

interface LegendProps {
  entries: readonly { label: string; total?: number; fill: Fill }[];
}

/** Which pattern is what, from the base of the stack up, with totals over the range. */
export function Legend({ entries }: LegendProps) {
  return (
    <Box component="ul" sx={LIST}>
      {entries.map(({ label, total, fill }) => (
        <Box component="li" key={label} sx={{ display: "flex", alignItems: "center", gap: 1.5 }}>
          <Swatch fill={fill} />
          {capitalized(label)}
          {total !== undefined && (
            <Box component="span" className="figures" sx={{ color: "text.secondary" }}>
              {numbers.format(total)}
            </Box>
          )}
        </Box>
      ))}
    </Box>
  );
}

const LIST = {
  display: "flex",
  flexWrap: "wrap",
  columnGap: 5,
  rowGap: 1,
  listStyle: "none",
  m: 0,
  mt: 2,
  p: 0,
  fontSize: 12,
  minHeight: 18,
};
