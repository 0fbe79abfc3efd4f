/** What the self-check page finds in the person's own browser. Presence only, never a value. */
export interface SelfCheckFacts {
  /** The host name in the address bar. */
  hostname: string;
  browser: string;
  cookiesEnabled: boolean;
  localStorageWritable: boolean;
  sessionStorageWritable: boolean;
  /** Null when it could not be tried. */
  thirdPartyCookies: boolean | null;
  secureContext: boolean;
  cryptoSubtle: boolean;
  /** The browser's clock minus the server's; null when the server did not say. */
  clockOffsetMs: number | null;
  /** How many workos-has-session cookies there are. */
  sessionHints: number;
  /** How many wos-auth-verifier cookies or code verifiers there are. */
  verifiers: number;
  refreshTokenInLocalStorage: boolean;
  /** The organization remembered for the next refresh. */
  rememberedOrganizationId: string | null;
  blockedRequests: { host: string; reason: "cors" | "blocked" | "network" }[];
  /** What the app said when asked; null when the page could not ask. */
  app: {
    authkitUser: boolean;
    convexAuthenticated: boolean;
    /** It was authenticated earlier in the same page. */
    convexWasAuthenticated: boolean;
    convexLoadingMs: number;
  } | null;
}
