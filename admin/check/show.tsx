import "./check.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { LoadedEnv } from "../config/loadEnv";
import { CheckPage } from "./CheckPage";
import { deliver } from "./deliver";
import { examine } from "./examine";

/** Draws the self-check page. It needs no sign-in and loads nothing of the console. */
export function show(root: HTMLElement, loaded: LoadedEnv): void {
  document.title = "Browser check · Gatehouse";
  const code = new URLSearchParams(window.location.search).get("c");
  createRoot(root).render(
    <StrictMode>
      {"env" in loaded ? (
        <CheckPage
          code={code}
          examine={() => examine(loaded.env)}
          deliver={(own, report) => deliver(loaded.env.convexUrl, own, report)}
        />
      ) : (
        <main className="check">
          <h1>This page is not set up yet</h1>
          <p>
            Tell support: the console this address belongs to is not configured. Opened itself, it
            says what is missing.
          </p>
        </main>
      )}
    </StrictMode>,
  );
}
