import type { RaThemeOptions } from "react-admin";
import { components } from "./components";
import { PAPER, SLATE, type Inks } from "./palette";

declare module "@mui/material/styles" {
  interface Palette {
    inks: Inks;
  }
  interface PaletteOptions {
    inks: Inks;
  }
}

/** Self-hosted through Fontsource; the rest is what to show until it has loaded. */
const SANS = '"Inter Variable", system-ui, sans-serif';
export const MONO = '"JetBrains Mono Variable", ui-monospace, monospace';

/** Below this width (px) tables become two-line rows and the rail becomes a drawer. */
const NARROW_BELOW_PX = 720;

function theme(mode: "light" | "dark", inks: Inks): RaThemeOptions {
  return {
    palette: {
      mode,
      inks,
      primary: { main: inks.accent, contrastText: inks.onAccent },
      secondary: { main: inks.muted },
      error: { main: inks.failure, contrastText: inks.onAccent },
      warning: { main: inks.warning },
      success: { main: inks.ok },
      text: { primary: inks.text, secondary: inks.muted },
      divider: inks.hairline,
      background: { default: inks.page, paper: inks.surface },
      action: { hover: inks.hover, selected: inks.wash, active: inks.muted },
    },
    breakpoints: { values: { xs: 0, sm: NARROW_BELOW_PX, md: 960, lg: 1200, xl: 1600 } },
    spacing: 4,
    shape: { borderRadius: 4 },
    typography: {
      fontFamily: SANS,
      fontSize: 14,
      h1: { fontSize: 20, fontWeight: 600, letterSpacing: "-0.01em", lineHeight: 1.3 },
      h2: { fontSize: 15, fontWeight: 600, lineHeight: 1.4 },
      h3: { fontSize: 13, fontWeight: 600, lineHeight: 1.4 },
      body1: { fontSize: 14, lineHeight: 1.5 },
      body2: { fontSize: 13, lineHeight: 1.45 },
      caption: { fontSize: 12, lineHeight: 1.4 },
      button: { fontSize: 13, fontWeight: 550, textTransform: "none", letterSpacing: 0 },
    },
    transitions: {
      duration: {
        shortest: 80,
        shorter: 100,
        short: 120,
        standard: 140,
        complex: 140,
        enteringScreen: 140,
        leavingScreen: 100,
      },
    },
    components: components(inks),
  };
}

export const lightTheme = theme("light", PAPER);
export const darkTheme = theme("dark", SLATE);
