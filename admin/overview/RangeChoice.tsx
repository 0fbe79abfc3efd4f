import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import { RANGES_IN_DAYS, type RangeInDays } from "./useOverview";

interface RangeChoiceProps {
  range: RangeInDays;
  onChange: (range: RangeInDays) => void;
}

/** How far back the charts look. */
export function RangeChoice({ range, onChange }: RangeChoiceProps) {
  return (
    <Box
      role="group"
      aria-label="Range of the charts"
      sx={{ display: "flex", alignItems: "center", gap: 1, fontSize: 13, mb: -4 }}
    >
      <Box component="span" sx={{ color: "text.secondary", mr: 1 }}>
        The last
      </Box>
      {RANGES_IN_DAYS.map((days) => (
        <ButtonBase
          key={days}
          aria-pressed={days === range}
          onClick={() => onChange(days)}
          sx={{
            height: 26,
            px: 2.5,
            borderRadius: 1,
            fontSize: 13,
            color: days === range ? "text.primary" : "text.secondary",
            fontWeight: days === range ? 550 : 400,
            bgcolor: days === range ? "action.selected" : "transparent",
            "&:hover": { color: "text.primary", bgcolor: "action.hover" },
          }}
        >
          {days} days
        </ButtonBase>
      ))}
      <Box component="span" sx={{ color: "text.secondary", ml: "auto" }}>
        UTC days
      </Box>
    </Box>
  );
}
