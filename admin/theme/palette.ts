/** The colours of one mode. Everything neutral, one accent, four statuses. */
export interface Inks {
  page: string;
  surface: string;
  raised: string;
  hairline: string;
  rule: string;
  text: string;
  muted: string;
  accent: string;
  onAccent: string;
  /** A wash of the accent: selection, and a row that has just changed. */
  wash: string;
  hover: string;
  ok: string;
  warning: string;
  failure: string;
  unknown: string;
}

/** Ink on paper. */
export const PAPER: Inks = {
  page: "#f5f2ea",
  surface: "#fbf9f4",
  raised: "#fffefb",
  hairline: "#e0dacc",
  rule: "#8f8773",
  text: "#211f1b",
  muted: "#5d574b",
  accent: "#1d675b",
  onAccent: "#fffefb",
  wash: "#dcebe5",
  hover: "#efebe0",
  ok: "#2c6a34",
  warning: "#855300",
  failure: "#b02d17",
  unknown: "#566070",
};

/** Chalk on slate. */
export const SLATE: Inks = {
  page: "#11161b",
  surface: "#161c22",
  raised: "#1e262e",
  hairline: "#29323b",
  rule: "#6b7884",
  text: "#e7e4dc",
  muted: "#a4adb5",
  accent: "#74c5b3",
  onAccent: "#0e1a18",
  wash: "#1b3733",
  hover: "#1c242b",
  ok: "#86c78b",
  warning: "#e2ad55",
  failure: "#ff9077",
  unknown: "#9eabb9",
};
