import { BOTH_MODES } from "./types";
import type { Cause } from "./types";

/** Causes that lie in which WorkOS client the app names, and in what the deployed app contains. */
export const clientCauses = {
  "production-differs-from-local": {
    title: "Works locally but not in production",
    whatThePersonSees:
      "Sign-in works on the developer's machine. On the real site it fails, or signs people in to the wrong place.",
    cause:
      "A front end keeps the settings it was built with. The deployed files were built without the production client ID or Convex URL, or with those of another environment. Setting a variable later changes nothing until the site is built again.",
    howItIsProven:
      "The deployed JavaScript is searched for the client ID, the Convex URL and the API host, and they are compared with this environment's record.",
    remedy: [
      "On the hosting platform set the build variables: VITE_WORKOS_CLIENT_ID to {clientId} and VITE_CONVEX_URL to {convexUrl}.",
      "Build and deploy the site again: a front end keeps the values it was built with.",
      "Run: npx convex env list --prod. It should show WORKOS_CLIENT_ID and WORKOS_API_KEY of the same WorkOS environment.",
    ],
    deepLink: { run: "npx convex env list --prod" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["Vite documentation: env variables are replaced at build time", "the original guide"],
    certainty: "proven",
  },
  "client-id-invalid": {
    title: "WorkOS does not know this client ID",
    whatThePersonSees: "A WorkOS error page client-id-invalid as soon as “Sign in” is pressed.",
    cause:
      "The client ID is misspelt, belongs to another environment, or is the ID of a Connect application instead of the AuthKit one.",
    howItIsProven:
      "The sign-in address ends on error.workos.com/sso/client-id-invalid, or the ID does not have the form client_… .",
    remedy: [
      "In the WorkOS dashboard choose the right environment, open API Keys and copy the client ID. The app uses {clientId} now.",
      "Set it as VITE_WORKOS_CLIENT_ID on the hosting platform, then build and deploy the site again.",
      "Run: npx convex env set WORKOS_CLIENT_ID <client ID>, with the copied ID in place of <client ID>. Add --prod for the production deployment.",
    ],
    deepLink: { workos: "apiKeys" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["observed answer of WorkOS's authorize endpoint, recorded in public repositories"],
    certainty: "proven",
  },
  "client-id-missing": {
    title: "The client ID is not set",
    whatThePersonSees: "“Sign in” does nothing, or the app shows an error as it starts.",
    cause: "The variable that holds the client ID is missing or empty.",
    howItIsProven: "The list of environment variables does not contain it, or its length is 0.",
    remedy: [
      "Set {variable} to {clientId}: it is shown under API Keys in the WorkOS dashboard.",
      "Build and deploy again if it is a front-end variable.",
    ],
    deepLink: { workos: "apiKeys" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["Convex documentation: AuthKit Troubleshooting"],
    certainty: "proven",
  },
  "environments-mixed": {
    title: "Client ID and keys come from different environments",
    whatThePersonSees:
      "Sign-in at WorkOS works, then the app refuses the person; or people of the test system appear in production.",
    cause:
      "Some settings are from staging (sk_test_…) and others from production (sk_live_…). Each environment has its own client ID, keys, users and lists.",
    howItIsProven:
      "The kind of API key does not fit the environment, or the token names another client than the one configured.",
    remedy: [
      "In the WorkOS dashboard choose the environment, then copy client ID and API key from the same API Keys page.",
      "Run: npx convex env set WORKOS_CLIENT_ID <client ID>, with the copied ID in place of <client ID>. Add --prod for the production deployment.",
      "Run: npx convex env set WORKOS_API_KEY <API key>, with the copied key in place of <API key>. Add --prod for the production deployment.",
      "Set the client ID as VITE_WORKOS_CLIENT_ID on the hosting platform too, then build and deploy the site again.",
    ],
    deepLink: { workos: "apiKeys" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [
      "https://github.com/gofixpoint/amika/pull/265",
      "https://github.com/workos/cli/pull/230",
    ],
    certainty: "proven",
  },
  "api-key-missing": {
    title: "The WorkOS API key is not set",
    whatThePersonSees:
      "New people can sign in, but their name and e-mail never arrive; the console cannot read WorkOS.",
    cause: "WORKOS_API_KEY is missing in the Convex deployment.",
    howItIsProven: "The deployment's list of environment variables has no WORKOS_API_KEY.",
    remedy: [
      "Open API Keys in the WorkOS dashboard and copy an API key (sk_…).",
      "Run: npx convex env set WORKOS_API_KEY <API key>, with the copied key in place of <API key>. Add --prod for the production deployment.",
    ],
    deepLink: { workos: "apiKeys" },
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: ["Convex documentation: AuthKit Troubleshooting"],
    certainty: "proven",
  },
  "api-key-refused": {
    title: "WorkOS refuses the API key",
    whatThePersonSees:
      "New people can sign in, but their name and e-mail never arrive; the console cannot read WorkOS.",
    cause: "The key was revoked, mistyped, or belongs to another environment.",
    howItIsProven: "WorkOS answers 401 to a harmless read with this key.",
    remedy: [
      "Open API Keys in the WorkOS dashboard, in the environment of {clientId}, and create a new API key.",
      "Run: npx convex env set WORKOS_API_KEY <API key>, with the new key in place of <API key>. Add --prod for the production deployment.",
    ],
    deepLink: { workos: "apiKeys" },
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: ["WorkOS OpenAPI document: 401 of the read endpoints"],
    certainty: "proven",
  },
  "connection-selector-missing": {
    title: "The sign-in address does not say how to sign in",
    whatThePersonSees: "A WorkOS error page invalid-connection-selector.",
    cause:
      "WorkOS needs one of provider, connection_id, organization_id or domain_hint. A hand-written sign-in address lacks them all.",
    howItIsProven:
      "The sign-in request has none of these parameters, or ends on error.workos.com/sso/invalid-connection-selector.",
    remedy: [
      "In the app's code let AuthKit's signIn() or getSignInUrl() make the sign-in address, or add provider=authkit to the one written by hand.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["observed answer of WorkOS's authorize endpoint, recorded in public repositories"],
    certainty: "proven",
  },
  "code-challenge-missing": {
    title: "The sign-in lacks the proof that WorkOS asks for (PKCE)",
    whatThePersonSees: "A WorkOS error page code_challenge_missing.",
    cause:
      "A browser app must send a code challenge with the sign-in, a proof that only it can finish what it began. A hand-written sign-in address lacks it.",
    howItIsProven: "The sign-in ends on error.workos.com/sso/code_challenge_missing.",
    remedy: [
      "In the app's code start sign-ins with AuthKit's signIn() or getSignInUrl(), which add the proof, instead of an address written by hand.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["name of WorkOS's error page, seen in a public test fixture"],
    certainty: "likely",
  },
  "sso-required": {
    title: "This person's company must sign in through its own SSO",
    whatThePersonSees:
      "“User must authenticate using one of the matching connections”, or a refusal with password or Google.",
    cause:
      "The e-mail's domain belongs to an organization that requires single sign-on. Other methods are refused on purpose.",
    howItIsProven: "WorkOS answered sso_required to this sign-in.",
    remedy: [
      "Ask the person to enter {email} on the sign-in page and continue with their company's SSO.",
      "If SSO (single sign-on) should not be required, open the company under Organizations in the WorkOS dashboard and change its sign-in policy.",
    ],
    reply:
      "Your company asks its people to sign in through its own single sign-on. Please enter {email} on the sign-in page and continue from there.",
    deepLink: { workos: "authentication" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["WorkOS OpenAPI document: error sso_required"],
    certainty: "proven",
  },
  "sso-connection-broken": {
    title: "The company's SSO connection does not work",
    whatThePersonSees:
      "Signing in with the company's SSO ends in an error. Everybody of that company is affected.",
    cause:
      "The SSO connection is inactive, not linked, or misconfigured at WorkOS or at the company's identity provider.",
    howItIsProven:
      "WorkOS sent the browser back with connection_invalid, connection_unlinked, connection_strategy_invalid, invalid_connection or organization_invalid.",
    remedy: [
      "Open the organization in the WorkOS dashboard and look at its connection's state.",
      "Send the company's administrator the setup link again if the connection is not active.",
    ],
    deepLink: { workos: "authentication" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["WorkOS documentation: errors returned to the redirect URI"],
    certainty: "proven",
  },
  "provider-failed": {
    title: "Google, GitHub or another provider refused",
    whatThePersonSees: "The provider's page shows an error, or the app reports oauth_failed.",
    cause:
      "The provider did not complete the sign-in: the person closed it, or its credentials or callback in the WorkOS dashboard are wrong.",
    howItIsProven: "WorkOS reported oauth_failed or server_error for this sign-in.",
    remedy: [
      "Try once more in a fresh window; a single failure is often the provider's.",
      "If it fails for everybody, check this provider's credentials under Authentication in the WorkOS dashboard.",
    ],
    reply:
      "The service you sign in with (for example Google or GitHub) did not complete the sign-in. Please close the window and try once more; if it fails again, tell us which service it was.",
    deepLink: { workos: "authentication" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["WorkOS documentation: errors returned to the redirect URI"],
    certainty: "likely",
  },
} as const satisfies Record<string, Cause>;
