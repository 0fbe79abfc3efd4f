import { cleanup, configure, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexProvider } from "convex/react";
import type { ReactNode } from "react";
import { AdminContext, defaultI18nProvider, memoryStore, Notification } from "react-admin";
import { QueryClient } from "@tanstack/react-query";
import { MemoryRouter, useLocation } from "react-router-dom";
import { afterEach, vi } from "vitest";
import type { ConsoleEnv } from "../config/env";
import type { OperatorViewer } from "../gate/sessionState";
import { OperatorContext } from "../gate/viewer";
import { ConsoleEnvContext } from "../layout/consoleEnv";
import { darkTheme, lightTheme } from "../layout/theme";
import { CursorMap } from "../providers/cursors";
import { createDataProvider } from "../providers/dataProvider";
import { LiveCache } from "../providers/live";
import { RecentChanges } from "../providers/recentChanges";
import type { FakeConvex } from "./fakeConvex";

const TEST_ENV: ConsoleEnv = {
  convexUrl: "http://127.0.0.1:3210",
  siteUrl: "http://127.0.0.1:3211",
  workosClientId: "client_test",
  workosHostname: "127.0.0.1",
  workosPort: 4100,
  workosHttps: false,
  workosDevMode: true,
  redirectUri: "http://localhost:3000/callback",
  environment: "Local",
};

export const OPERATOR: OperatorViewer = {
  status: "operator",
  operatorId: "operator1" as OperatorViewer["operatorId"],
  role: "admin",
  workosId: "user_operator",
  email: "ada@example.com",
  name: "Ada Admin",
  avatarUrl: null,
};

interface Scene {
  convex: FakeConvex;
  /** The address to begin at. */
  at?: string;
  role?: OperatorViewer["role"];
  env?: Partial<ConsoleEnv>;
}

// Working out what each of hundreds of cells hides from screen readers takes seconds here.
configure({ defaultHidden: true });

let stop = () => {};
afterEach(() => {
  cleanup();
  stop();
});

/** Renders a part of the console as it stands in the real one: live, with an operator before it. */
export function renderConsole(
  children: ReactNode,
  { convex, at = "/", role = "admin", env }: Scene,
) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const cursors = new CursorMap();
  stop = new LiveCache(queryClient, convex.asClient, cursors, new RecentChanges()).start();
  render(
    <ConsoleEnvContext value={{ ...TEST_ENV, ...env }}>
      <ConvexProvider client={convex.asClient}>
        <MemoryRouter initialEntries={[at]}>
          <AdminContext
            dataProvider={createDataProvider(convex.asClient, cursors)}
            queryClient={queryClient}
            store={memoryStore()}
            i18nProvider={defaultI18nProvider}
            lightTheme={lightTheme}
            darkTheme={darkTheme}
          >
            <OperatorContext value={{ ...OPERATOR, role }}>{children}</OperatorContext>
            <Notification />
            <Address />
          </AdminContext>
        </MemoryRouter>
      </ConvexProvider>
    </ConsoleEnvContext>,
  );
  return userEvent.setup();
}

/** react-admin logs failures while developing; a test that provokes one does not want to see it. */
export function muteLoggedErrors() {
  const spy = vi.spyOn(console, "error").mockImplementation(() => {});
  return () => spy.mockRestore();
}

/** Lets a test read the address, as a person would in the browser's bar. */
function Address() {
  const { pathname, search } = useLocation();
  return <div data-testid="address">{pathname + search}</div>;
}
