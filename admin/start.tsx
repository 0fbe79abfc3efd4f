import "@fontsource-variable/inter/index.css";
import "@fontsource-variable/jetbrains-mono/index.css";
import { StrictMode, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import type { ConsoleEnv } from "./config/env";
import type { LoadedEnv } from "./config/loadEnv";
import { createServices } from "./providers/services";
import { readSignInCallback } from "./providers/signInCallback";
import { Unconfigured } from "./Unconfigured";

/** Draws the console. */
export function show(root: HTMLElement, loaded: LoadedEnv): void {
  const page = "env" in loaded ? start(loaded.env) : <Unconfigured {...loaded} />;
  createRoot(root).render(<StrictMode>{page}</StrictMode>);
}

function start(env: ConsoleEnv): ReactNode {
  // Before AuthKit starts: it takes the code out of the address.
  const callback = readSignInCallback(window.location, window.sessionStorage, env.redirectUri);
  return <App env={env} services={createServices(env.convexUrl)} callback={callback} />;
}
