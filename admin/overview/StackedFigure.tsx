import { useTheme } from "@mui/material/styles";
import Typography from "@mui/material/Typography";
import { useNavigate } from "react-router-dom";
import { DEFINITIONS, type Figure as FigureName } from "../../convex/gatehouse/metrics/definitions";
import { count } from "../ui/words";
import { fillsOf, MAX_SERIES } from "./chartInks";
import { Figure } from "./Figure";
import { CHART_HEIGHT_PX } from "./figureGrid";
import { FigureTable } from "./FigureTable";
import { Legend } from "./Legend";
import { countOf, stackDays } from "./series";
import { StackedChart } from "./StackedChart";
import type { Day } from "./useOverview";

interface StackedFigureProps {
  figure: FigureName;
  /** What is counted: "sign-in". */
  noun: string;
  hue: "accent" | "warning";
  className?: string;
  days: readonly Day[];
  partsOf: (day: Day) => readonly { key: string; count: number }[];
  labelOf: (key: string) => string;
  /** The list behind one part of a day's bar. */
  pathOf: (dayAt: number, key: string) => string;
}

/** Counts per day as stacked bars; a click on a part leads to the list behind it. */
export function StackedFigure({
  figure,
  noun,
  hue,
  className,
  days,
  partsOf,
  labelOf,
  pathOf,
}: StackedFigureProps) {
  const navigate = useNavigate();
  const fills = fillsOf(useTheme().palette.inks, hue);
  const stack = stackDays(days, partsOf, labelOf, MAX_SERIES);
  const series = stack.series.map((one, index) => ({ ...one, fill: fills[index] ?? fills[0] }));
  const sum = countOf(stack.days.map(({ total }) => ({ count: total })));
  return (
    <Figure
      title={DEFINITIONS[figure].title}
      definitions={[DEFINITIONS[figure]]}
      summary={`${count(sum, noun)} in ${days.length} days`}
      className={className}
      table={
        <FigureTable
          label={`${noun} counts by day`}
          columns={series.map(({ label }) => label)}
          rows={stack.days.map(({ dayAt, counts }) => ({
            dayAt,
            cells: series.map(({ key }) => ({
              count: counts[key] ?? 0,
              path: pathOf(dayAt, key),
            })),
          }))}
        />
      }
    >
      {series.length === 0 ? (
        <Typography
          variant="body2"
          color="textSecondary"
          sx={{ height: CHART_HEIGHT_PX, display: "grid", placeItems: "center" }}
        >
          None in these {days.length} days.
        </Typography>
      ) : (
        <StackedChart
          id={figure}
          noun={noun}
          series={series}
          days={stack.days}
          onSelect={(dayAt, key) => void navigate(pathOf(dayAt, key))}
        />
      )}
      <Legend entries={series} />
    </Figure>
  );
}
