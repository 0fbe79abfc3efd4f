import { useTheme } from "@mui/material/styles";
import { Line, LineChart, Tooltip, type DotItemDotProps } from "recharts";
import { useNavigate } from "react-router-dom";
import { DEFINITIONS } from "../../convex/gatehouse/metrics/definitions";
import { usersPath } from "../addresses/users";
import { count } from "../ui/words";
import { ChartFrame, useAxes } from "./ChartFrame";
import type { Fill } from "./chartInks";
import { DayTooltip } from "./DayTooltip";
import { Figure } from "./Figure";
import { FigureTable } from "./FigureTable";
import { Legend } from "./Legend";
import { isoDay } from "./series";
import type { Day } from "./useOverview";

/** Daily and monthly active users, a line each; a click on a day leads to who signed in on it. */
export function PeopleFigure({ days }: { days: readonly Day[] }) {
  const navigate = useNavigate();
  const { inks } = useTheme().palette;
  const monthly: Fill = { kind: "solid", colour: inks.accent };
  const daily: Fill = { kind: "lines", colour: inks.text };
  const todayAt = days.at(-1)?.dayAt ?? 0;
  const axes = useAxes(days);
  const lines = (day: Day) => [
    { label: MONTHLY, value: day.monthlyActiveUsers, fill: monthly },
    { label: DAILY, value: day.activeUsers, fill: daily },
  ];
  return (
    <Figure
      title="Active users"
      definitions={[DEFINITIONS.monthlyActiveUsers, DEFINITIONS.activeUsers]}
      summary={`${count(days.at(-1)?.monthlyActiveUsers ?? 0, "user")} in the last 30 days`}
      table={
        <FigureTable
          label="Active users by day"
          columns={[MONTHLY, DAILY]}
          rows={days.map(({ dayAt, monthlyActiveUsers, activeUsers }) => ({
            dayAt,
            cells: [
              { count: monthlyActiveUsers, path: usersPath({ monthlyActiveOn: isoDay(dayAt) }) },
              { count: activeUsers, path: activePath(dayAt) },
            ],
          }))}
        />
      }
    >
      <ChartFrame>
        <LineChart
          data={[...days]}
          margin={{ top: 8, right: 20, bottom: 0, left: 0 }}
          accessibilityLayer={false}
          style={{ cursor: "pointer" }}
          onClick={({ activeLabel }) => {
            if (activeLabel !== undefined) void navigate(activePath(Number(activeLabel)));
          }}
        >
          {axes}
          <Tooltip
            cursor={{ stroke: inks.rule }}
            isAnimationActive={false}
            content={({ active, label }) => {
              const day = days.find(({ dayAt }) => dayAt === Number(label));
              if (active !== true || day === undefined) return null;
              const isToday = day.dayAt === todayAt;
              return <DayTooltip dayAt={day.dayAt} isToday={isToday} lines={lines(day)} />;
            }}
          />
          <Line
            dataKey="monthlyActiveUsers"
            stroke={inks.accent}
            strokeWidth={2.5}
            dot={openEnd(days.length)}
            isAnimationActive={false}
          />
          <Line
            dataKey="activeUsers"
            stroke={inks.text}
            strokeWidth={1.5}
            strokeDasharray="4 3"
            dot={openEnd(days.length)}
            isAnimationActive={false}
          />
        </LineChart>
      </ChartFrame>
      <Legend
        entries={[
          { label: MONTHLY, fill: monthly },
          { label: DAILY, fill: daily },
        ]}
      />
    </Figure>
  );
}

/** A line's dots: only today's is drawn, hollow, because the day is not over. */
function openEnd(days: number) {
  return function OpenEnd({ cx, cy, index, stroke }: DotItemDotProps) {
    if (index !== days - 1) return null;
    return (
      <circle key={index} cx={cx} cy={cy} r={3} fill="none" stroke={stroke} strokeWidth={1.5} />
    );
  };
}

const activePath = (dayAt: number) => usersPath({ activeOn: isoDay(dayAt) });

const MONTHLY = "monthly active users";
const DAILY = "daily active users";
