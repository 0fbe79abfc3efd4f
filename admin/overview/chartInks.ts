import type { Inks } from "../theme/palette";

/** How a series is filled. Shades differ in lightness and the paler ones in pattern, too. */
export type Fill =
  | { kind: "solid"; colour: string }
  | { kind: "hatch" | "dots" | "lines" | "cross"; colour: string };

/** At most this many series can be told apart without colour. */
export const MAX_SERIES = 6;

/** The fills of a chart's series, from the base of the stack up, in one hue. */
export function fillsOf(inks: Inks, hue: "accent" | "warning"): readonly [Fill, ...Fill[]] {
  const colour = inks[hue];
  return [
    { kind: "solid", colour },
    { kind: "hatch", colour },
    { kind: "solid", colour: inks.rule },
    { kind: "dots", colour },
    { kind: "lines", colour: inks.rule },
    { kind: "cross", colour: inks.rule },
  ];
}
