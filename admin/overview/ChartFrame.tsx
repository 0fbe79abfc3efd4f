import Box from "@mui/material/Box";
import { useTheme } from "@mui/material/styles";
import type { ReactElement } from "react";
import { CartesianGrid, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { CHART_HEIGHT_PX } from "./figureGrid";
import { useNarrow } from "../ui/useNarrow";
import { dayTick, dayTicks } from "./series";

const MAX_TICKS = 7;
const MAX_TICKS_NARROW = 4;

/** A chart's place. For the eye only: the same numbers are in the figure's table. */
export function ChartFrame({ children }: { children: ReactElement }) {
  return (
    <Box aria-hidden sx={{ height: CHART_HEIGHT_PX, "& *:focus": { outline: "none" } }}>
      <ResponsiveContainer width="100%" height="100%">
        {children}
      </ResponsiveContainer>
    </Box>
  );
}

/** Days along the bottom, whole numbers up the side, hairlines across. */
export function useAxes(days: readonly { dayAt: number }[]) {
  const { inks } = useTheme().palette;
  const narrow = useNarrow();
  const ticks = dayTicks(days, narrow ? MAX_TICKS_NARROW : MAX_TICKS);
  const todayAt = ticks.at(-1);
  const tick = { fill: inks.muted, fontSize: 11 };
  return (
    <>
      <CartesianGrid vertical={false} stroke={inks.hairline} />
      <XAxis
        dataKey="dayAt"
        tickFormatter={(dayAt: number) => (dayAt === todayAt ? "today" : dayTick(dayAt))}
        tick={tick}
        tickLine={false}
        axisLine={{ stroke: inks.rule }}
        ticks={ticks}
        interval={0}
        height={24}
      />
      <YAxis
        width={36}
        allowDecimals={false}
        tickCount={5}
        tick={tick}
        tickLine={false}
        axisLine={false}
      />
    </>
  );
}
