import { CLIENT, OTHER_CLIENT, production } from "../fixtures";
import { adaSignsIn, built, page, pass, type Setup } from "../deployment";
import { withServer } from "./redirects";
import type { Scenario } from "./types";
import { checked } from "./types";

const { apiHost, convexUrl } = production;
const keyList = `/sso/jwks/${CLIENT}`;
const MINUTE_MS = 60_000;

/** Built with these settings. */
const script = (clientId: string, convex: string, options = `apiHostname:"${apiHost}"`): Setup => ({
  app: built(`start({${options}},"${clientId}","${convex}")`),
});

/** Somebody whose profile has not come, because WorkOS's API does not answer. */
const somebodyPends: Setup["happens"] = async ({ backend }) => {
  await backend.run(async (ctx) => {
    const at = Date.now() - 10 * MINUTE_MS;
    const times = { createdAt: at, updatedAt: at };
    await ctx.db.insert("users", { workosId: "user_pending", status: "pending", ...times });
  });
};

const withoutDomain: Setup = {
  environment: { apiHost: "api.workos.com" },
  variables: { WORKOS_AUTH_DOMAIN: "" },
};

/** Settings of the app, WorkOS and Convex that do not fit each other. */
export const clients: readonly Scenario[] = [
  checked(
    "production built with staging's client ID",
    "production-differs-from-local",
    script(OTHER_CLIENT, convexUrl),
  ),
  checked(
    "production built without a Convex URL",
    "production-differs-from-local",
    script(CLIENT, ""),
  ),
  checked("a Connect application's ID", "client-id-invalid", {
    workos: { clientId: "client_01HZX3AUTHKIT00000000000" },
  }),
  checked("a test key in production", "environments-mixed", {
    variables: { WORKOS_API_KEY: "sk_test_standin0123456789" },
    workos: {
      apiKey: "sk_test_standin0123456789",
      redirectUris: ["http://localhost:5173/callback"],
    },
    happens: somebodyPends,
  }),
  checked("a revoked API key: nothing of WorkOS can be read", "api-key-refused", {
    variables: { WORKOS_API_KEY: "sk_live_revoked" },
    happens: somebodyPends,
  }),
  checked("no API key", "api-key-missing", {
    variables: { WORKOS_API_KEY: "" },
    happens: somebodyPends,
  }),
  checked("the origin is not on the CORS list", "cors-origin-missing", {
    workos: { corsOrigins: ["http://localhost:5173"] },
  }),
  checked("no custom domain and no devMode", "third-party-cookie-blocked", {
    ...withoutDomain,
    ...script(CLIENT, convexUrl, ""),
  }),
  checked(
    "the API host was not there at build time",
    "api-hostname-missing-at-build",
    script(CLIENT, convexUrl, ""),
  ),
  checked("the custom domain was switched on yesterday", "custom-domain-issuer-missing", {
    variables: { WORKOS_AUTH_DOMAIN: "" },
  }),
  checked("a key list that is not there", "jwks-unreachable", {
    workosAnswers: { [keyList]: page("not here", {}, 404) },
  }),
  checked("auth.config.ts without its variable", "auth-config-variable-missing", {
    variables: { WORKOS_CLIENT_ID: "" },
  }),
  checked("a server clock that is four minutes slow", "clock-skew", {
    workosAheadMs: 4 * MINUTE_MS,
  }),
];

/** As above, not looked at while the rules were written. */
export const heldOutClients: readonly Scenario[] = [
  checked("the CORS list holds a path", "cors-origin-missing", {
    workos: { corsOrigins: ["https://app.example.com/callback"] },
  }),
  checked("the hosting platform has no client ID", "client-id-missing", {
    ...script("", convexUrl),
    host: { VITE_WORKOS_CLIENT_ID: "", VITE_CONVEX_URL: convexUrl },
  }),
  checked("Convex got the client ID of staging by hand", "environments-mixed", {
    variables: { WORKOS_CLIENT_ID: OTHER_CLIENT },
  }),
  checked(
    "the app was deployed for the test deployment of Convex",
    "production-differs-from-local",
    {
      ...script(CLIENT, "https://quick-fox-9.convex.cloud"),
    },
  ),
  checked("the key list comes as text/plain", "jwks-unreachable", {
    workosAnswers: {
      [keyList]: page('{"keys":[{"kid":"key_1"}]}', { "content-type": "text/plain" }),
    },
  }),
  checked("a key list without keys", "jwks-unreachable", {
    workosAnswers: { [keyList]: page('{"keys":[]}', { "content-type": "application/json" }) },
  }),
  checked("devMode went along into production", "refresh-token-in-local-storage", {
    ...script(CLIENT, convexUrl, `apiHostname:"${apiHost}",devMode:!0`),
  }),
  checked("the host of a server has a test key", "environments-mixed", {
    ...withServer(),
    host: {
      WORKOS_COOKIE_PASSWORD: "x".repeat(44),
      WORKOS_CLIENT_ID: CLIENT,
      WORKOS_API_KEY: "sk_test_0123456789",
    },
  }),
  checked("the deployment's clock runs two hours ahead", "clock-skew", {
    workosAheadMs: -120 * MINUTE_MS,
    happens: (deployment) => {
      adaSignsIn(deployment);
      pass(MINUTE_MS);
    },
  }),
];
