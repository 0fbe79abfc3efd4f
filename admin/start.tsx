import "@fontsource-variable/inter/index.css";
import "@fontsource-variable/jetbrains-mono/index.css";
import { StrictMode, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { readEnv, type ConsoleEnv } from "./env/env";
import { createServices } from "./providers/services";
import { readSignInCallback } from "./providers/signInCallback";
import { Unconfigured } from "./Unconfigured";

/** Draws the console. */
export function show(root: HTMLElement): void {
  const result = readEnv(import.meta.env, window.location.origin);
  const page = "env" in result ? start(result.env) : <Unconfigured problems={result.problems} />;
  createRoot(root).render(<StrictMode>{page}</StrictMode>);
}

function start(env: ConsoleEnv): ReactNode {
  // Before AuthKit starts: it takes the code out of the address.
  const callback = readSignInCallback(window.location, window.sessionStorage, env.redirectUri);
  return <App env={env} services={createServices(env.convexUrl)} callback={callback} />;
}
