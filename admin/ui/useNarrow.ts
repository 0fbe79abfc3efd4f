import useMediaQuery from "@mui/material/useMediaQuery";
import type { Theme } from "@mui/material/styles";

/** Whether the window is too narrow for tables: two-line rows and whole pages instead. */
export function useNarrow(): boolean {
  return useMediaQuery<Theme>((theme) => theme.breakpoints.down("sm"), { noSsr: true });
}
