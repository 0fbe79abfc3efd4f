import type { SelfCheckFacts } from "../../convex/gatehouse/diagnostics/selfCheckFacts";

/** A browser in which nothing stands in the way, for tests. */
export const SOUND_BROWSER: SelfCheckFacts = {
  hostname: "app.example.com",
  origin: "https://app.example.com",
  browser: "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36",
  cookiesEnabled: true,
  localStorageWritable: true,
  sessionStorageWritable: true,
  thirdPartyCookies: null,
  secureContext: true,
  cryptoSubtle: true,
  clockOffsetMs: 120,
  sessionHints: 0,
  verifiers: 0,
  refreshTokenInLocalStorage: false,
  rememberedOrganizationId: null,
  blockedRequests: [],
  app: null,
};
