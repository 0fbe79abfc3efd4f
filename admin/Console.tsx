import { Suspense, useEffect, useMemo } from "react";
import { AuthContext, CoreAdminUI, CustomRoutes } from "react-admin";
import { Route } from "react-router-dom";
import { createAuthProvider } from "./gate/authProvider";
import { useSignOut } from "./gate/useSignOut";
import { useMay, useOperator } from "./gate/viewer";
import { ConsoleError } from "./layout/ConsoleError";
import { Layout } from "./layout/Layout";
import { PAGES, type Page } from "./layout/pages";
import type { LiveCache } from "./providers/live";
import { NotFound } from "./ui/NotFound";
import { EmptyState } from "./ui/States";

/** What operators see: the frame and its pages, kept live. */
export function Console({ live }: { live: LiveCache }) {
  const operator = useOperator();
  const signOut = useSignOut();
  const authProvider = useMemo(() => createAuthProvider(operator, signOut), [operator, signOut]);
  useEffect(() => live.start(), [live]);
  return (
    <AuthContext.Provider value={authProvider}>
      <CoreAdminUI
        layout={Layout}
        error={ConsoleError}
        catchAll={NotFound}
        title="Gatehouse"
        disableTelemetry
      >
        <CustomRoutes>
          {PAGES.map((page) => (
            <Route key={page.path} path={routeOf(page)} element={<PageFor page={page} />} />
          ))}
        </CustomRoutes>
      </CoreAdminUI>
    </AuthContext.Provider>
  );
}

/** A page owns all addresses under its own, but for the one at the root, under which all lie. */
function routeOf({ path }: Page): string {
  return path === "/" ? path : `${path}/*`;
}

function PageFor({ page }: { page: Page }) {
  const { role } = useOperator();
  if (!useMay(page.role)) {
    return (
      <EmptyState title={`${page.label} is not for your role`}>
        Reading this page needs the role {page.role}; yours is {role}. An admin can change it.
      </EmptyState>
    );
  }
  return (
    <Suspense fallback={null}>
      <page.component />
    </Suspense>
  );
}
