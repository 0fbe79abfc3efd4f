/** What the page was opened with when WorkOS sent the person back. */
export type SignInCallback =
  | { kind: "refused"; error: string; description: string | null }
  | { kind: "code"; startedHere: boolean };

/** Where AuthKit keeps the PKCE verifier between leaving for WorkOS and coming back; per tab. */
const VERIFIER_KEY = "workos:code-verifier";

/**
 * Reads a return from WorkOS. To be called before AuthKit starts, which cleans all of it up.
 * @returns null when this is not a return from WorkOS
 */
export function readSignInCallback(
  location: Pick<Location, "pathname" | "search">,
  storage: Pick<Storage, "getItem">,
  redirectUri: string,
): SignInCallback | null {
  if (location.pathname !== new URL(redirectUri).pathname) return null;
  const query = new URLSearchParams(location.search);
  const error = query.get("error");
  if (error) return { kind: "refused", error, description: query.get("error_description") };
  if (!query.has("code")) return null;
  return { kind: "code", startedHere: storage.getItem(VERIFIER_KEY) !== null };
}

/** Why a sign-in did not work, and what to do. */
export interface SignInFailure {
  title: string;
  cause: string;
  remedy: string;
}

/** The errors WorkOS returns to the redirect address that have a remedy of their own. */
const REFUSALS: Readonly<Record<string, Omit<SignInFailure, "title">>> = {
  access_denied: {
    cause: "The sign-in was cancelled, or WorkOS does not let this person in.",
    remedy:
      "Sign in again. If it stays, look at the person and their organization in the WorkOS dashboard.",
  },
  connection_invalid: {
    cause: "The single sign-on connection of this organization does not work.",
    remedy:
      "Open the connection in the WorkOS dashboard; it says what its identity provider answered.",
  },
  connection_unlinked: {
    cause:
      "The single sign-on connection of this organization is not linked to an identity provider.",
    remedy: "Finish setting up the connection in the WorkOS dashboard, or sign in another way.",
  },
  organization_invalid: {
    cause: "WorkOS does not know the organization that this sign-in was for.",
    remedy: "Sign in again without choosing an organization.",
  },
  oauth_failed: {
    cause: "Google, GitHub or another provider did not complete the sign-in.",
    remedy:
      "Sign in again; if it stays, check that provider's credentials in the WorkOS dashboard.",
  },
  server_error: {
    cause: "WorkOS had an error of its own.",
    remedy: "Wait a minute and sign in again. status.workos.com tells about outages.",
  },
};

/**
 * Explains a return from WorkOS that did not end signed in.
 * @param origin this console's origin, for the remedy that names it
 */
export function explainCallback(callback: SignInCallback | null, origin: string): SignInFailure {
  if (callback?.kind === "refused") {
    const said = callback.description ? ` (“${callback.description}”)` : "";
    const known = REFUSALS[callback.error];
    return {
      title: "WorkOS did not complete the sign-in",
      cause: known ? known.cause + said : `WorkOS answered ${callback.error}${said}.`,
      remedy:
        known?.remedy ??
        "Sign in again. If it stays, look for this code in the WorkOS dashboard's events.",
    };
  }
  if (callback?.kind === "code" && !callback.startedHere) {
    return {
      title: "This sign-in did not start in this tab",
      cause:
        "WorkOS sent a code, but this tab holds no matching start: the sign-in began in another tab or browser, from a bookmark, or from an invitation.",
      remedy:
        "Sign in again from here. No harm was done: a code without its start is worth nothing.",
    };
  }
  if (callback?.kind === "code") {
    return {
      title: "WorkOS's code could not be exchanged",
      cause: `Either the code was used or ran out, or WorkOS does not allow ${origin} to talk to it.`,
      remedy: `Sign in again. If it stays, add exactly ${origin} in the WorkOS dashboard under Authentication → Sessions → Cross-Origin Resource Sharing (CORS).`,
    };
  }
  return {
    title: "Nothing to complete here",
    cause: "This address only receives people whom WorkOS sends back after signing in.",
    remedy: "Sign in, and you will be taken to the console.",
  };
}

/** The page to go to after signing in: only an address of this console, never another site's. */
export function safeReturnTo(state: unknown, origin: string): string {
  if (typeof state !== "object" || state === null || !("returnTo" in state)) return "/";
  const { returnTo } = state;
  if (typeof returnTo !== "string" || !URL.canParse(returnTo, origin)) return "/";
  const url = new URL(returnTo, origin);
  return url.origin === origin ? url.pathname + url.search : "/";
}
