import "./styles.css";

/** The self-check is for people without an account here, so it loads nothing of the console. */
async function showPage(root: HTMLElement): Promise<void> {
  if (window.location.pathname === "/check") {
    const page = await import("./check/show");
    page.show(root);
  } else {
    const page = await import("./start");
    page.show(root);
  }
}

const root = document.getElementById("root");
if (root) void showPage(root);
