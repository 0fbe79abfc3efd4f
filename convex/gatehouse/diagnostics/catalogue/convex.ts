import { BOTH_MODES, CLIENT_ONLY } from "./types";
import type { Cause } from "./types";

const TEMPLATE = "https://github.com/workos/template-convex-nextjs-authkit";

/** Causes that lie between WorkOS's token and Convex. */
export const convexCauses = {
  "convex-provider-mismatch": {
    title: "Convex does not accept tokens of this WorkOS client",
    whatThePersonSees:
      "WorkOS says signed in, the app says signed out. The console shows “No auth provider found matching the given token”.",
    cause:
      "Convex compares the token's issuer and audience with the providers in auth.config.ts. None fits: WORKOS_CLIENT_ID in Convex is another one, or the file was changed and not deployed. A slash at the end of the issuer does not matter, whatever is said about it.",
    howItIsProven:
      "Issuer and audience of a real token are compared with the deployed providers, in the way Convex does it.",
    remedy: [
      "Run: npx convex env set WORKOS_CLIENT_ID {clientId}. Add --prod for the production deployment.",
      "Open convex/auth.config.ts in the app's code: one of the providers must have the issuer {issuer}.",
      "Run: npx convex deploy, then sign in again.",
    ],
    deepLink: { run: "npx convex env set WORKOS_CLIENT_ID {clientId}" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [
      "source code of convex-backend: provider matching",
      "https://github.com/workos/authkit-tanstack-start/issues/45",
    ],
    certainty: "proven",
  },
  "token-without-audience": {
    title: "The token does not say for whom it is (aud), and Convex asks for it",
    whatThePersonSees: "WorkOS says signed in, the app says signed out, for everybody.",
    cause:
      "Older WorkOS environments leave aud out of the token. A Convex provider with applicationID accepts only tokens that carry it.",
    howItIsProven:
      "A real token has no aud, and the only provider with its issuer demands applicationID.",
    remedy: [
      'Open the JWT template in the WorkOS dashboard (it decides what stands in tokens) and add "aud": "{clientId}".',
      "Or add a provider without applicationID to convex/auth.config.ts, with the issuer {issuer}, and run: npx convex deploy",
    ],
    deepLink: { workos: "jwtTemplate" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["https://github.com/workos/authkit-nextjs/issues/266", `${TEMPLATE}/pull/13`],
    certainty: "proven",
  },
  "custom-domain-issuer-missing": {
    title: "The custom authentication domain is unknown to Convex",
    whatThePersonSees:
      "Everybody is signed out in the app from the day the custom domain was switched on.",
    cause:
      "With a custom domain the token's issuer changes to that domain. auth.config.ts still lists only api.workos.com.",
    howItIsProven:
      "The host of a real token's issuer is not api.workos.com, and no provider has it.",
    remedy: [
      "With Gatehouse's own auth.config.ts run: npx convex env set WORKOS_AUTH_DOMAIN {apiHostname}. Add --prod for the production deployment.",
      "With another auth.config.ts, copy its two providers and change only the issuers, to https://{apiHostname}/ and https://{apiHostname}/user_management/{clientId}. Their jwks stays {jwksUrl}.",
      "Run: npx convex deploy",
    ],
    deepLink: { run: "npx convex deploy" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["https://github.com/get-convex/workos-authkit/issues/49"],
    certainty: "proven",
  },
  "signing-key-unknown": {
    title: "The token is signed with a key that Convex cannot find",
    whatThePersonSees: "Signed in at WorkOS, signed out in the app; an error that mentions kid.",
    cause:
      "The key list (JWKS) that auth.config.ts names belongs to another client, so the token's key is not in it.",
    howItIsProven: "The key ID (kid) of a real token is not in the key list.",
    remedy: [
      "In convex/auth.config.ts set jwks to {jwksUrl}. The client ID at its end must be the one that the front end uses.",
      "Run: npx convex deploy",
    ],
    deepLink: { run: "npx convex deploy" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [
      "https://github.com/adcontextprotocol/adcp/pull/1138",
      "source code of convex-backend",
    ],
    certainty: "proven",
  },
  "jwks-unreachable": {
    title: "WorkOS's signing keys (JWKS) cannot be read",
    whatThePersonSees:
      "Nobody's session is accepted by the app, although WorkOS lets people sign in.",
    cause:
      "The address answers with an error or with something that is not JSON. A wrong client ID in the address gives exactly that.",
    howItIsProven: "The address is opened: status, content type and content are looked at.",
    remedy: [
      "Open {jwksUrl} in a browser: it should show text with the word keys.",
      "In convex/auth.config.ts set jwks to this address.",
      "Run: npx convex deploy",
    ],
    deepLink: { run: "npx convex deploy" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [
      "source code of convex-backend: JWKS fetch",
      "https://github.com/adcontextprotocol/adcp/pull/1138",
    ],
    certainty: "proven",
  },
  "token-signature-invalid": {
    title: "The token's signature is not WorkOS's",
    whatThePersonSees: "The app refuses the person with this token.",
    cause: "The token was changed on its way, cut off while copying, or made by another system.",
    howItIsProven: "The signature is verified with WorkOS's own keys and does not fit.",
    remedy: [
      "Copy the token again, whole. If it still fails, sign in again and use the fresh one.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["RFC 7515"],
    certainty: "proven",
  },
  "convex-token-refresh-ignored": {
    title: "After a pause Convex believes the person is signed out",
    whatThePersonSees:
      "After the tab was idle, the app shows the person as signed out and stays so until a reload.",
    cause:
      "@convex-dev/workos up to 0.0.3 ignores Convex's request for a fresh token and turns a passing error into “no token”. Convex gives up after two tries.",
    howItIsProven:
      "AuthKit has a user while Convex says not authenticated, in a self-check that the app itself sends; the console's own page cannot see this.",
    remedy: [
      "In the app's folder run: npm install @convex-dev/workos@latest. If that is still 0.0.3, let the app's own adapter fetch a fresh token whenever Convex asks for it with forceRefreshToken.",
      "Until then, tell people to reload the page.",
    ],
    reply: "Please reload the page; you will be signed in again. We are working on a lasting cure.",
    deepLink: null,
    severity: "degrading",
    authModes: CLIENT_ONLY,
    sources: [
      "https://github.com/get-convex/convex-backend/issues/523",
      "https://github.com/get-convex/convex-backend/pull/529",
      "https://github.com/get-convex/convex-js/issues/184",
      "https://github.com/get-convex/convex-backend/issues/259",
      "https://github.com/get-convex/templates/issues/253",
      `${TEMPLATE}/issues/5`,
      `${TEMPLATE}/pull/8`,
      `${TEMPLATE}/pull/17`,
    ],
    certainty: "likely",
  },
  "auth-config-variable-missing": {
    title: "Convex cannot read auth.config.ts because a variable is not set",
    whatThePersonSees: "A deploy stops with an error, and the old configuration stays in force.",
    cause: "auth.config.ts uses {variable}, which is not set in this Convex deployment.",
    howItIsProven:
      "Convex's own error names it, or the deployment's list of variables does not have it.",
    remedy: [
      "Run: npx convex env set {variable} {variableValue}. Add --prod for the production deployment.",
      "Run: npx convex deploy",
    ],
    deepLink: { run: "npx convex env list" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["https://github.com/get-convex/workos-authkit/issues/1"],
    certainty: "proven",
  },
  "convex-loading-never-ends": {
    title: "The app waits for Convex for ever",
    whatThePersonSees: "A blank page or an endless spinner after signing in.",
    cause:
      "The app shows nothing until Convex has said whether the person is signed in, and that answer does not come: no connection, or a token that never settles.",
    howItIsProven:
      "A self-check that the app itself sends sees Convex loading for more than five seconds; the console's own page cannot see this.",
    remedy: [
      "Open {convexUrl} in the person's browser: it should answer. If a company's network blocks it, ask its administrator to allow this address, WebSocket connections (wss) included.",
      "In the app's code show a message after some seconds instead of waiting for ever.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["OpenSync changelog: black page while Convex is loading"],
    certainty: "likely",
  },
} as const satisfies Record<string, Cause>;
