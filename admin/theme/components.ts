import { alpha, keyframes, type ThemeOptions } from "@mui/material/styles";
import type { Inks } from "./palette";

type Components = NonNullable<ThemeOptions["components"]>;

/** A row that changed while being looked at: a wash of the accent that fades. */
export const liveTint = (inks: Inks) => ({
  animation: `${keyframes({ from: { backgroundColor: inks.wash }, to: {} })} 1.6s ease-out 1`,
});

/** How MUI's parts look here: hairlines instead of boxes, no shadows, no ripples. */
export function components(inks: Inks): Components {
  return { ...ground(inks), ...controls(inks), ...floating(inks), ...table(inks) };
}

const focusRing = (inks: Inks) => ({
  outline: `2px solid ${inks.accent}`,
  outlineOffset: 2,
});

function ground(inks: Inks): Components {
  return {
    MuiCssBaseline: {
      styleOverrides: {
        body: { fontFeatureSettings: '"cv11", "ss03"', backgroundColor: inks.page },
        ":focus-visible": focusRing(inks),
        // Only times and numbers: tabular figures would stretch the hyphens of addresses.
        "time, .figures": { fontVariantNumeric: "tabular-nums" },
        code: { fontVariantLigatures: "none" },
        "::selection": { backgroundColor: inks.wash },
        a: { color: inks.accent },
      },
    },
    MuiPaper: {
      defaultProps: { elevation: 0 },
      styleOverrides: { root: { backgroundImage: "none" } },
    },
    MuiLink: {
      defaultProps: { underline: "hover" },
      styleOverrides: { root: { textUnderlineOffset: 3, borderRadius: 2 } },
    },
    MuiSkeleton: {
      defaultProps: { animation: false, variant: "rounded" },
      styleOverrides: { root: { backgroundColor: inks.hairline } },
    },
  };
}

function controls(inks: Inks): Components {
  return {
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: { root: { fontFamily: "inherit", "&.Mui-focusVisible": focusRing(inks) } },
    },
    MuiButton: {
      defaultProps: { disableElevation: true, size: "small" },
      styleOverrides: {
        root: { minHeight: 32, padding: "4px 12px", borderRadius: 4 },
        outlined: {
          borderColor: inks.rule,
          color: inks.text,
          "&:hover": { borderColor: inks.text, backgroundColor: inks.hover },
        },
        text: { padding: "4px 8px" },
      },
    },
    MuiIconButton: { styleOverrides: { root: { borderRadius: 4, color: inks.muted } } },
    MuiOutlinedInput: {
      styleOverrides: {
        root: {
          fontSize: 13,
          backgroundColor: inks.raised,
          "& .MuiOutlinedInput-notchedOutline": { borderColor: inks.rule },
          "& .MuiOutlinedInput-input": { padding: "6px 10px" },
        },
      },
    },
    MuiCheckbox: {
      defaultProps: { size: "small" },
      styleOverrides: { root: { padding: 4, borderRadius: 4, color: inks.rule } },
    },
  };
}

function floating(inks: Inks): Components {
  const edge = { border: `1px solid ${inks.hairline}`, backgroundColor: inks.raised };
  const shadow = { boxShadow: `0 8px 28px ${alpha("#000000", 0.22)}` };
  return {
    MuiMenu: {
      styleOverrides: { paper: { ...edge, ...shadow, marginTop: 4 }, list: { padding: 4 } },
    },
    MuiPopover: { styleOverrides: { paper: { ...edge, ...shadow } } },
    MuiMenuItem: {
      styleOverrides: {
        root: {
          minHeight: 32,
          fontSize: 13,
          borderRadius: 3,
          padding: "4px 8px",
          "&.Mui-selected": { backgroundColor: inks.wash },
        },
      },
    },
    MuiDialog: { styleOverrides: { paper: { ...edge, ...shadow } } },
    MuiTooltip: {
      // What hangs over a word explains it and does not replace it, for screen readers either.
      defaultProps: { enterDelay: 300, disableInteractive: true, describeChild: true },
      styleOverrides: {
        tooltip: {
          backgroundColor: inks.text,
          color: inks.page,
          fontSize: 12,
          fontWeight: 450,
          lineHeight: 1.5,
          padding: "6px 10px",
          whiteSpace: "pre-line",
        },
      },
    },
    MuiSnackbarContent: {
      styleOverrides: {
        root: { backgroundColor: inks.text, color: inks.page, fontSize: 13, ...shadow },
      },
    },
  };
}

function table(inks: Inks): Components {
  return {
    MuiTableCell: {
      styleOverrides: {
        root: {
          height: 36,
          padding: "0 12px",
          fontSize: 13,
          borderBottom: `1px solid ${inks.hairline}`,
          whiteSpace: "nowrap",
          "&:last-of-type": { paddingRight: 24 },
        },
        head: {
          height: 32,
          fontSize: 12,
          fontWeight: 500,
          color: inks.muted,
          // The double rule under a ledger's heading.
          borderBottom: `3px double ${inks.rule}`,
          "&&": { backgroundColor: inks.page },
        },
      },
    },
    MuiTableSortLabel: {
      styleOverrides: {
        root: {
          "&:hover": { color: inks.text },
          "&.Mui-active": { color: inks.text },
        },
        icon: { fontSize: 14 },
      },
    },
    MuiTableRow: {
      styleOverrides: {
        hover: { "&&:hover": { backgroundColor: inks.hover } },
        root: { "&.Mui-selected, &[aria-current='true']": { backgroundColor: inks.wash } },
      },
    },
  };
}
