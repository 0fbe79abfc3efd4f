import { useTheme } from "@mui/material/styles";
import type { Fill } from "./chartInks";

const SIZE = 6;

/** How a series is drawn, as an SVG pattern that bars and legends refer to by `id`. */
export function FillPattern({ id, fill }: { id: string; fill: Fill }) {
  const { inks } = useTheme().palette;
  return (
    <pattern id={id} width={SIZE} height={SIZE} patternUnits="userSpaceOnUse">
      <rect width={SIZE} height={SIZE} fill={groundOf(fill, inks.page)} />
      <Strokes fill={fill} />
    </pattern>
  );
}

/** Below a pattern lies a tint of its colour, so that a thin bar has a body, too. */
function groundOf({ kind, colour }: Fill, page: string): string {
  return kind === "solid" ? colour : `color-mix(in srgb, ${colour} 22%, ${page})`;
}

function Strokes({ fill: { kind, colour } }: { fill: Fill }) {
  const line = { stroke: colour, strokeWidth: 1.6, fill: "none" };
  switch (kind) {
    case "solid":
      return null;
    case "hatch":
      return <path d="M-1 1l2 -2M0 6l6 -6M5 7l2 -2" {...line} />;
    case "cross":
      return <path d="M0 6l6 -6M0 0l6 6" {...line} strokeWidth={1} />;
    case "lines":
      return <path d="M0 3h6" {...line} />;
    case "dots":
      return (
        <>
          <circle cx={1.5} cy={1.5} r={1.1} fill={colour} />
          <circle cx={4.5} cy={4.5} r={1.1} fill={colour} />
        </>
      );
  }
}

/** A series' fill as a small square, for legends. */
export function Swatch({ fill }: { fill: Fill }) {
  const id = `swatch-${fill.kind}-${fill.colour.replace("#", "")}`;
  return (
    <svg width={12} height={12} aria-hidden style={{ flex: "none" }}>
      <defs>
        <FillPattern id={id} fill={fill} />
      </defs>
      <rect x={0.5} y={0.5} width={11} height={11} fill={`url(#${id})`} stroke={fill.colour} />
    </svg>
  );
}
