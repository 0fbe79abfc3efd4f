import CssBaseline from "@mui/material/CssBaseline";
import { AdminContext, defaultI18nProvider } from "react-admin";
import { BrowserRouter } from "react-router-dom";
import { Console } from "./Console";
import { ConsoleEnvContext } from "./config/consoleEnv";
import type { ConsoleEnv } from "./config/env";
import { Gate } from "./gate/Gate";
import type { Services } from "./providers/services";
import { SessionProvider } from "./providers/session";
import type { SignInCallback } from "./providers/signInCallback";
import { darkTheme, lightTheme } from "./theme/theme";

interface AppProps {
  env: ConsoleEnv;
  services: Services;
  callback: SignInCallback | null;
}

/** Session, providers and theme; then the gate; behind it the console. */
export function App({ env, services, callback }: AppProps) {
  const { client, live, ...context } = services;
  return (
    <ConsoleEnvContext value={env}>
      <SessionProvider env={env} client={client}>
        <BrowserRouter>
          <AdminContext
            {...context}
            i18nProvider={defaultI18nProvider}
            lightTheme={lightTheme}
            darkTheme={darkTheme}
          >
            <CssBaseline />
            <Gate callback={callback}>
              <Console live={live} />
            </Gate>
          </AdminContext>
        </BrowserRouter>
      </SessionProvider>
    </ConsoleEnvContext>
  );
}
