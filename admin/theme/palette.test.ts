import { describe, expect, it } from "vitest";
import { PAPER, SLATE, type Inks } from "./palette";

/** WCAG 2 relative luminance of `#rrggbb`. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT = ["text", "muted", "accent", "ok", "warning", "failure", "unknown"] as const;
const GROUNDS = ["page", "surface", "raised", "hover", "wash"] as const;

describe.each<[string, Inks]>([
  ["paper", PAPER],
  ["slate", SLATE],
])("%s", (_name, inks) => {
  it.each(TEXT)("%s reads on every ground (4.5 : 1)", (ink) => {
    for (const ground of GROUNDS) {
      expect(contrast(inks[ink], inks[ground]), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("a button's label reads on the accent", () => {
    expect(contrast(inks.onAccent, inks.accent)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(inks.onAccent, inks.failure)).toBeGreaterThanOrEqual(4.5);
  });

  it("rules that carry meaning stand out (3 : 1)", () => {
    for (const ground of ["page", "surface", "raised"] as const) {
      expect(contrast(inks.rule, inks[ground])).toBeGreaterThanOrEqual(3);
    }
  });
});
