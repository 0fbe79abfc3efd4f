import { useTheme } from "@mui/material/styles";

interface StackedPartProps {
  x: number;
  y: number;
  width: number;
  height: number;
  fill: string;
  edge: string;
  /** The day is not over. */
  isOpen: boolean;
}

/** A part of a day's bar: closed days solid, the open one paler with a dashed edge. */
export function StackedPart({ x, y, width, height, fill, edge, isOpen }: StackedPartProps) {
  const { page } = useTheme().palette.inks;
  if (height <= 0) return null;
  if (!isOpen) return <rect {...{ x, y, width, height, fill }} stroke={page} strokeWidth={1} />;
  return (
    <>
      <rect {...{ x, y, width, height, fill }} fillOpacity={0.4} />
      <rect
        x={x + 0.5}
        y={y + 0.5}
        width={Math.max(0, width - 1)}
        height={Math.max(0, height - 1)}
        fill="none"
        stroke={edge}
        strokeDasharray="2 2"
      />
    </>
  );
}
