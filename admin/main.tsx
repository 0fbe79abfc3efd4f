import { loadEnv } from "./config/loadEnv";
import "./styles.css";

/** Draws the page at this address, once it is known where the console talks to. */
async function showPage(root: HTMLElement): Promise<void> {
  const env = loadEnv(import.meta.env, window.location.origin, window.fetch);
  const page = await pageAt(window.location.pathname);
  page.show(root, await env);
}

/** The self-check is for people without an account here, so it loads nothing of the console. */
function pageAt(path: string) {
  return path === "/check" ? import("./check/show") : import("./start");
}

const root = document.getElementById("root");
if (root) void showPage(root);
