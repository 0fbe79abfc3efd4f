import CssBaseline from "@mui/material/CssBaseline";
import { ThemeProvider, ThemesContext } from "react-admin";
import type { EnvProblem } from "./env/env";
import { EnvPage } from "./gate/EnvPage";
import { darkTheme, lightTheme } from "./theme/theme";

/** What there is to see when the console was built without its variables. */
export function Unconfigured({ problems }: { problems: readonly EnvProblem[] }) {
  return (
    <ThemesContext.Provider value={{ lightTheme, darkTheme }}>
      <ThemeProvider>
        <CssBaseline />
        <EnvPage problems={problems} />
      </ThemeProvider>
    </ThemesContext.Provider>
  );
}
