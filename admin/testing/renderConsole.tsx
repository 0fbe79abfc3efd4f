import { cleanup, configure, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexProvider } from "convex/react";
import type { ReactNode } from "react";
import {
  AdminContext,
  defaultI18nProvider,
  memoryStore,
  Notification,
  type Store,
} from "react-admin";
import { QueryClient } from "@tanstack/react-query";
import { MemoryRouter, useLocation } from "react-router-dom";
import { afterEach, vi } from "vitest";
import { ConsoleEnvContext } from "../config/consoleEnv";
import type { ConsoleEnv } from "../config/env";
import type { OperatorViewer } from "../gate/sessionState";
import { OperatorContext } from "../gate/viewer";
import { CursorMap } from "../providers/cursors";
import { createDataProvider } from "../providers/dataProvider";
import { LiveCache } from "../providers/live";
import { RecentChanges } from "../providers/recentChanges";
import { darkTheme, lightTheme } from "../theme/theme";
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
  /** What the browser remembers, to be given again to a visit that comes after. */
  store?: Store;
}

// Working out what each of hundreds of cells hides from screen readers takes seconds here.
// A busy machine may need more than a second to draw a page, which is as long as it would be waited for.
configure({ defaultHidden: true, asyncUtilTimeout: 10_000 });

let stop = () => {};
afterEach(() => {
  cleanup();
  stop();
});

/** Renders a part of the console as it stands in the real one: live, with an operator before it. */
export function renderConsole(
  children: ReactNode,
  { convex, at = "/", role = "admin", env, store = memoryStore() }: Scene,
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
            store={store}
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
