import { useAuth } from "@workos-inc/authkit-react";
import { useConvexAuth, useQuery } from "convex/react";
import type { ReactNode } from "react";
import { Navigate, useLocation } from "react-router-dom";
import { api } from "../../convex/_generated/api";
import { useConsoleEnv } from "../config/consoleEnv";
import { returnTo } from "../providers/session";
import type { SignInCallback } from "../providers/signInCallback";
import { CallbackFailedPage } from "./CallbackFailedPage";
import { EnterFailedPage } from "./EnterFailedPage";
import { NotOperatorPage } from "./NotOperatorPage";
import { sessionState } from "./sessionState";
import { SignInPage } from "./SignInPage";
import { Splash } from "./Splash";
import { TokenRefusedPage } from "./TokenRefusedPage";
import { useEnter } from "./useEnter";
import { OperatorContext } from "./viewer";

interface GateProps {
  /** How the page was opened, read before AuthKit cleaned the address. */
  callback: SignInCallback | null;
  children: ReactNode;
}

/** Lets operators through to `children`, and tells everybody else where they stand. Live. */
export function Gate({ callback, children }: GateProps) {
  const env = useConsoleEnv();
  const { isLoading, user } = useAuth();
  const convex = useConvexAuth();
  const { pathname } = useLocation();
  const viewer = useQuery(api.gatehouse.operators.viewer, convex.isAuthenticated ? {} : "skip");
  const { enter, ...outcome } = useEnter(convex.isAuthenticated, viewer);
  const state = sessionState({
    authKit: { isLoading, isSignedIn: user !== null },
    convex,
    onCallbackPage: pathname === new URL(env.redirectUri).pathname,
    wasRefusedByWorkOS: callback?.kind === "refused",
    viewer,
    enter: outcome,
  });
  switch (state.kind) {
    case "loading":
      return <Splash convexUrl={env.convexUrl} />;
    case "signedOut":
      return <SignInPage />;
    case "callbackFailed":
      return <CallbackFailedPage callback={callback} />;
    case "returning":
      return <Navigate to={returnTo.get()} replace />;
    case "tokenRefused":
      return <TokenRefusedPage />;
    case "enterFailed":
      return <EnterFailedPage error={state.error} onRetry={enter} />;
    case "notOperator":
      return <NotOperatorPage viewer={state.viewer} onCheckAgain={enter} />;
    case "operator":
      return <OperatorContext value={state.viewer}>{children}</OperatorContext>;
  }
}
