/**
 * What the self-check page finds in the person's own browser. Presence only, never a value. What
 * belongs to the app's own origin is null unless the page was opened there: any other page, such as
 * the console's, would tell of itself.
 */
export interface SelfCheckFacts {
  /** The host name in the address bar. */
  hostname: string;
  /** The origin of the page, for example `https://app.example.com`. */
  origin?: string;
  browser: string;
  cookiesEnabled: boolean;
  localStorageWritable: boolean;
  sessionStorageWritable: boolean;
  /** Whether the browser keeps them; null when it could not be tried. */
  thirdPartyCookies: boolean | null;
  secureContext: boolean;
  cryptoSubtle: boolean;
  /** The browser's clock minus the server's; null when the server did not say. */
  clockOffsetMs: number | null;
  /** How many workos-has-session cookies there are. */
  sessionHints: number | null;
  /** How many wos-auth-verifier cookies or code verifiers there are. */
  verifiers: number | null;
  refreshTokenInLocalStorage: boolean | null;
  /** The organization remembered for the next refresh. */
  rememberedOrganizationId: string | null;
  blockedRequests: {
    host: string;
    reason: "cors" | "blocked" | "network";
    /** Whether the host answers the deployment, so that it is the browser's own trouble. */
    answersElsewhere?: boolean;
  }[];
  /** What the app said when asked; null when the page could not ask. */
  app: {
    authkitUser: boolean;
    convexAuthenticated: boolean;
    /** It was authenticated earlier in the same page. */
    convexWasAuthenticated: boolean;
    convexLoadingMs: number;
  } | null;
}
