import CssBaseline from "@mui/material/CssBaseline";
import { ThemeProvider, ThemesContext } from "react-admin";
import { EnvPage, type EnvPageProps } from "./gate/EnvPage";
import { darkTheme, lightTheme } from "./theme/theme";

/** What there is to see when the console does not know where it talks to. */
export function Unconfigured(props: EnvPageProps) {
  return (
    <ThemesContext.Provider value={{ lightTheme, darkTheme }}>
      <ThemeProvider>
        <CssBaseline />
        <EnvPage {...props} />
      </ThemeProvider>
    </ThemesContext.Provider>
  );
}
