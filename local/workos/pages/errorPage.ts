import { html } from "./html";
import { layout } from "./layout";

interface Explanation {
  readonly title: string;
  readonly text: string;
}

const EXPLANATIONS: Record<string, Explanation> = {
  "redirect-uri-invalid": {
    title: "Invalid redirect URI",
    text: "Make sure that the app uses the correct redirect URI: the address it asked for is not on the list of this environment. Add exactly that address under Redirects.",
  },
  "client-id-invalid": {
    title: "Invalid client ID",
    text: "This environment has no application with the client ID of the request. Copy the client ID of the environment you mean.",
  },
  "invalid-connection-selector": {
    title: "Invalid connection selector",
    text: "The request names no provider, connection, organization or domain hint. AuthKit needs provider=authkit.",
  },
  "app-homepage-url-not-found": {
    title: "App homepage URL not found",
    text: "The sign-out named no registered return address and this environment has no homepage URL to fall back to.",
  },
};

const UNKNOWN: Explanation = {
  title: "Something went wrong",
  text: "WorkOS could not send this browser back to the app.",
};

/** The page WorkOS shows instead of going back to the app. */
export function errorPage(reason: string): string {
  const { title, text } = EXPLANATIONS[reason] ?? UNKNOWN;
  return layout(
    title,
    html`<main>
      <h1>${title}</h1>
      <p>${text}</p>
      <p class="soft"><code>${reason}</code> · local stand-in for WorkOS</p>
    </main>`,
  );
}
