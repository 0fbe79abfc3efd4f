import "./check.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { readEnv } from "../env/env";
import { CheckPage } from "./CheckPage";
import { deliver } from "./deliver";
import { examine } from "./examine";
import { convexSiteUrl } from "./siteUrl";

/** Draws the self-check page. It needs no sign-in and loads nothing of the console. */
export function show(root: HTMLElement): void {
  document.title = "Browser check · Gatehouse";
  const result = readEnv(import.meta.env, window.location.origin);
  const code = new URLSearchParams(window.location.search).get("c");
  createRoot(root).render(
    <StrictMode>
      {"env" in result ? (
        <CheckPage
          code={code}
          examine={() => examine(result.env, convexSiteUrl(import.meta.env))}
          deliver={(own, report) => deliver(result.env.convexUrl, own, report)}
        />
      ) : (
        <main className="check">
          <h1>This page is not set up yet</h1>
          <p>Tell support: the console was built without its settings.</p>
        </main>
      )}
    </StrictMode>,
  );
}
