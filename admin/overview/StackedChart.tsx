import { useTheme } from "@mui/material/styles";
import { Bar, BarChart, Tooltip } from "recharts";
import type { Fill } from "./chartInks";
import { ChartFrame, useAxes } from "./ChartFrame";
import { DayTooltip } from "./DayTooltip";
import { FillPattern } from "./FillPattern";
import type { Series, StackedDay } from "./series";
import { StackedPart } from "./StackedPart";

/** From more days on than this, bars stand close, so that they can be seen at all. */
const DENSE_FROM_DAYS = 45;

interface StackedChartProps {
  /** Unique on the page. */
  id: string;
  noun: string;
  series: readonly (Series & { fill: Fill })[];
  days: readonly StackedDay[];
  onSelect: (dayAt: number, key: string) => void;
}

/** A stacked bar a day. Today's is drawn open, because it is not over. */
export function StackedChart({ id, noun, series, days, onSelect }: StackedChartProps) {
  const { inks } = useTheme().palette;
  const todayAt = days.at(-1)?.dayAt ?? 0;
  const axes = useAxes(days);
  const patternId = (index: number) => `${id}-fill-${index}`;
  return (
    <ChartFrame>
      <BarChart
        data={[...days]}
        margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
        barCategoryGap={days.length > DENSE_FROM_DAYS ? 1 : "18%"}
        accessibilityLayer={false}
      >
        <defs>
          {series.map(({ key, fill }, index) => (
            <FillPattern key={key} id={patternId(index)} fill={fill} />
          ))}
        </defs>
        {axes}
        <Tooltip
          cursor={{ fill: inks.hover }}
          isAnimationActive={false}
          content={({ active, label }) => {
            const day = days.find(({ dayAt }) => dayAt === Number(label));
            if (active !== true || day === undefined) return null;
            const lines = series.map(({ key, label: name, fill }) => ({
              label: name,
              value: day.counts[key] ?? 0,
              fill,
            }));
            return (
              <DayTooltip
                dayAt={day.dayAt}
                isToday={day.dayAt === todayAt}
                total={{ value: day.total, noun }}
                lines={lines}
              />
            );
          }}
        />
        {series.map(({ key, fill }, index) => (
          <Bar
            key={key}
            dataKey={(day: StackedDay) => day.counts[key] ?? 0}
            name={key}
            stackId="day"
            isAnimationActive={false}
            style={{ cursor: "pointer" }}
            onClick={({ payload }) => onSelect((payload as StackedDay).dayAt, key)}
            shape={({ x, y, width, height, payload }) => (
              <StackedPart
                {...{ x, y, width, height }}
                fill={`url(#${patternId(index)})`}
                edge={fill.colour}
                isOpen={(payload as StackedDay).dayAt === todayAt}
              />
            )}
          />
        ))}
      </BarChart>
    </ChartFrame>
  );
}
