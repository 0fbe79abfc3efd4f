import Box from "@mui/material/Box";
import { LANES } from "./chainRows";

/** Between two lanes, in px. */
const LANE_GAP = 24;
const MARGIN = 8;
/** Where a step's dot sits below the step's top, in px. */
const DOT_AT = 10;

const xOf = (lane: number): number => MARGIN + lane * LANE_GAP;
const WIDTH = xOf(LANES.length - 1) + MARGIN;

interface LaneLineProps {
  from: number;
  to: number;
  isLast: boolean;
  tone: "plain" | "failure";
}

/** The line of the drawing beside one step: in from the step before, a dot, on to the next. */
export function LaneLine({ from, to, isLast, tone }: LaneLineProps) {
  const bend = `M${xOf(from)} -2 C${xOf(from)} ${DOT_AT}, ${xOf(to)} ${DOT_AT - 12}, ${xOf(to)} ${DOT_AT}`;
  return (
    <Box aria-hidden sx={{ position: "relative", flex: "none", width: WIDTH, color: "inks.rule" }}>
      {!isLast && (
        <Box
          sx={{
            position: "absolute",
            left: xOf(to) - 0.75,
            top: DOT_AT,
            bottom: 0,
            width: "1.5px",
            bgcolor: "currentColor",
          }}
        />
      )}
      <Box
        component="svg"
        width={WIDTH}
        height={24}
        fill="none"
        sx={{ position: "absolute", top: 0, left: 0, overflow: "visible" }}
      >
        <path d={bend} stroke="currentColor" strokeWidth={1.5} />
        <Box
          component="circle"
          cx={xOf(to)}
          cy={DOT_AT}
          r={4.5}
          sx={{
            fill: (theme) => theme.palette.inks[tone === "failure" ? "failure" : "page"],
            stroke: (theme) => theme.palette.inks[tone === "failure" ? "failure" : "text"],
            strokeWidth: 1.5,
          }}
        />
      </Box>
    </Box>
  );
}
