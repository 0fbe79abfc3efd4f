import Box from "@mui/material/Box";
import { capitalized, count } from "../ui/words";
import type { Fill } from "./chartInks";
import { Swatch } from "./FillPattern";
import { dayTitle } from "./series";

const numbers = new Intl.NumberFormat("en-GB");

interface DayTooltipProps {
  dayAt: number;
  isToday: boolean;
  total?: { value: number; noun: string };
  lines: readonly { label: string; value: number; fill: Fill }[];
}

/** A day's numbers beside the pointer. */
export function DayTooltip({ dayAt, isToday, total, lines }: DayTooltipProps) {
  return (
    <Box sx={CARD}>
      <Box sx={{ color: "text.secondary" }}>
        {dayTitle(dayAt)} (UTC){isToday && ", so far"}
      </Box>
      {total && <Box sx={{ fontWeight: 550 }}>{count(total.value, total.noun)}</Box>}
      {lines
        .filter(({ value }) => value > 0)
        .map(({ label, value, fill }) => (
          <Box key={label} sx={{ display: "flex", alignItems: "center", gap: 1.5 }}>
            <Swatch fill={fill} />
            <Box component="span" sx={{ flex: 1, pr: 4 }}>
              {capitalized(label)}
            </Box>
            <span className="figures">{numbers.format(value)}</span>
          </Box>
        ))}
    </Box>
  );
}

const CARD = {
  display: "grid",
  gap: 0.75,
  px: 3,
  py: 2,
  fontSize: 12,
  border: 1,
  borderColor: "divider",
  borderRadius: 1,
  bgcolor: "inks.raised",
  color: "text.primary",
  boxShadow: "0 8px 28px rgba(0, 0, 0, 0.22)",
};
