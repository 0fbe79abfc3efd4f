import type { AuthMode } from "./catalogue/types";
import { BOTH_MODES, CLIENT_ONLY, COOKIE } from "./catalogue/types";
import type { EvidenceKind } from "./evidence";

/** One environment check: what it asks, and which evidence it brings. */
interface Check {
  /** What is true when all is well. */
  title: string;
  kinds: readonly EvidenceKind[];
  authModes: readonly AuthMode[];
}

/** Every environment check, in the order in which a sign-in meets what it looks at. */
export const CHECKS = {
  apiKey: {
    title: "WorkOS accepts the API key of this deployment",
    kinds: ["apiKeyProbe", "environmentVariables"],
    authModes: BOTH_MODES,
  },
  authorize: {
    title: "WorkOS starts a sign-in for this client",
    kinds: ["authorizeProbe"],
    authModes: BOTH_MODES,
  },
  redirectUris: {
    title: "The callback addresses are on WorkOS's list",
    kinds: ["redirectUris", "runtimeRedirectUri"],
    authModes: BOTH_MODES,
  },
  callback: {
    title: "The app answers at its callback address",
    kinds: ["callbackProbe"],
    authModes: BOTH_MODES,
  },
  corsOrigins: {
    title: "The app's origin is on WorkOS's CORS list",
    kinds: ["corsOrigins"],
    authModes: CLIENT_ONLY,
  },
  bundle: {
    title: "The deployed app was built with the right settings",
    kinds: ["bundle"],
    authModes: BOTH_MODES,
  },
  cookies: {
    title: "Browsers keep the cookies that the app sets",
    kinds: ["setCookies"],
    authModes: BOTH_MODES,
  },
  server: {
    title: "The app's server has a good cookie password",
    kinds: ["cookiePassword", "environmentVariables"],
    authModes: COOKIE,
  },
  jwks: {
    title: "WorkOS's signing keys can be read",
    kinds: ["jwks"],
    authModes: BOTH_MODES,
  },
  providers: {
    title: "Convex is set up for this client's tokens",
    kinds: ["providers"],
    authModes: BOTH_MODES,
  },
  token: {
    title: "A real token fits Convex's providers and WorkOS's keys",
    kinds: ["tokenClaims"],
    authModes: BOTH_MODES,
  },
  webhookEndpoint: {
    title: "WorkOS sends its webhooks here",
    kinds: ["webhookEndpoints"],
    authModes: BOTH_MODES,
  },
  deliveries: {
    title: "Webhooks arrive and are accepted",
    kinds: ["inboxHealth"],
    authModes: BOTH_MODES,
  },
  provisioning: {
    title: "Everybody who signed in has a row in Convex",
    kinds: ["provisioningGaps"],
    authModes: BOTH_MODES,
  },
  clock: {
    title: "The clocks of Convex and WorkOS agree",
    kinds: ["clockOffset"],
    authModes: BOTH_MODES,
  },
  checklist: {
    title: "What only the WorkOS dashboard shows is set: sign-in endpoint, homepage, sign-out",
    kinds: ["dashboardChecklist"],
    authModes: BOTH_MODES,
  },
} as const satisfies Record<string, Check>;

export type CheckKey = keyof typeof CHECKS;

export const CHECK_KEYS = Object.keys(CHECKS) as CheckKey[];

/** The checks that make sense for an app that keeps its sessions in this way. */
export function checksFor(authMode: AuthMode): CheckKey[] {
  return CHECK_KEYS.filter((key) => {
    const { authModes }: Check = CHECKS[key];
    return authModes.includes(authMode);
  });
}
