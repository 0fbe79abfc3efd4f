import { CLIENT, OTHER_CLIENT, production } from "../fixtures";
import { built, page, redirectTo, type Setup } from "../deployment";
import type { Scenario } from "./types";
import { checked } from "./types";

const TEST_KEY = "sk_test_standin0123456789";

/** WorkOS's list of callback addresses. */
export const listed = (...redirectUris: string[]): Setup => ({ workos: { redirectUris } });

/** An app at another place than production's. */
function at(appUrl: string, setup: Setup = {}): Setup {
  const { environment, workos, app } = setup;
  return {
    ...setup,
    environment: { appUrl, redirectUris: [`${appUrl}/callback`], ...environment },
    workos: { corsOrigins: [new URL(appUrl).origin], ...workos },
    app: { "/callback": page(), ...app },
  };
}

/** A staging environment, which has a test key. */
export function staging(appUrl: string, setup: Setup): Setup {
  const there = at(appUrl, setup);
  return {
    ...there,
    environment: { name: "Preview", kind: "staging", ...there.environment },
    variables: {
      GATEHOUSE_ENVIRONMENT: "Preview",
      WORKOS_API_KEY: TEST_KEY,
      ...there.variables,
    },
    workos: { apiKey: TEST_KEY, ...there.workos },
  };
}

/** A developer's own machine. */
export const onDeveloperMachine = (appUrl: string, setup: Setup): Setup =>
  staging(appUrl, {
    ...setup,
    environment: { name: "Development" },
    variables: { GATEHOUSE_ENVIRONMENT: "Local" },
    app: { "/": page('<script type="module" src="/@vite/client"></script>') },
  });

/** An app with a server, which keeps its sessions in a cookie. */
export const withServer = (setup: Setup = {}): Setup => ({
  host: { WORKOS_COOKIE_PASSWORD: "x".repeat(44), WORKOS_CLIENT_ID: CLIENT },
  ...setup,
  environment: { authMode: "cookie", ...setup.environment },
});

const withCallback = (redirectUri: string): string =>
  `start({apiHostname:"${production.apiHost}",redirectUri:"${redirectUri}"},"${CLIENT}","${production.convexUrl}")`;

/** Built with this callback address. */
const builtWithCallback = (redirectUri: string): Setup => ({
  app: built(withCallback(redirectUri)),
});

/** Callback addresses that go wrong. */
export const redirects: readonly Scenario[] = [
  checked(
    "the app moved to www, the list did not",
    "redirect-uri-not-registered",
    at("https://www.example.com"),
  ),
  checked("a slash too many on the list", "redirect-uri-not-registered", {
    ...listed(`${production.redirectUri}/`),
  }),
  checked(
    "a Netlify preview under a wildcard",
    "redirect-uri-preview-not-covered",
    staging(
      "https://deploy-preview-12--shop.netlify.app",
      listed("https://deploy-preview-*.netlify.app/callback"),
    ),
  ),
  checked(
    "a Vercel preview that nobody registered",
    "redirect-uri-preview-not-covered",
    staging("https://shop-git-new-header-team.vercel.app", listed(production.redirectUri)),
  ),
  checked(
    "the pattern in the app's own settings",
    "redirect-uri-literal-wildcard",
    builtWithCallback("https://*.example.com/callback"),
  ),
  checked(
    "127.0.0.1 registered, localhost opened",
    "redirect-uri-loopback-mismatch",
    onDeveloperMachine("http://localhost:5173", listed("http://127.0.0.1:5173/callback")),
  ),
  checked(
    "the app builds its callback address with http",
    "redirect-uri-http-in-production",
    builtWithCallback("http://app.example.com/callback"),
  ),
  checked("an empty variable", "redirect-uri-empty", {
    ...withServer(),
    host: { WORKOS_COOKIE_PASSWORD: "x".repeat(44), WORKOS_REDIRECT_URI: "" },
  }),
  checked("a container's own address after the callback", "redirect-to-internal-host", {
    ...withServer({ app: { "/callback": redirectTo("https://0.0.0.0:3000/dashboard") } }),
  }),
  checked(
    "special letters on the list",
    "redirect-uri-not-punycode",
    at("https://xn--bcher-kva.example", listed("https://bücher.example/callback")),
  ),
  checked("no rewrite rule", "callback-not-served", {
    app: { "/callback": page("not here", {}, 404) },
  }),
  checked("no sign-in endpoint in the dashboard", "sign-in-endpoint-missing", {
    environment: { checklist: { signInEndpoint: null, homepageUrl: production.appUrl } },
  }),
];

/** As above, not looked at while the rules were written. */
export const heldOutRedirects: readonly Scenario[] = [
  checked(
    "a wildcard is expected to cover two levels",
    "redirect-uri-not-registered",
    at("https://a.b.preview.example.com", listed("https://*.preview.example.com/callback")),
  ),
  checked(
    "the dev server moved to another port",
    "redirect-uri-not-registered",
    onDeveloperMachine("http://localhost:3000", listed("http://localhost:5173/callback")),
  ),
  checked("the callback became a capital letter", "redirect-uri-not-registered", {
    environment: { redirectUris: ["https://app.example.com/Callback"] },
    app: { "/Callback": page() },
  }),
  checked("the list cannot be read, the probe tells", "redirect-uri-not-registered", {
    ...listed("https://old.example.com/callback"),
    workosAnswers: { "/user_management/redirect_uris": page("", {}, 404) },
  }),
  checked("the router handles another path", "callback-path-mismatch", {
    ...listed("https://app.example.com/auth/callback"),
    environment: {
      redirectUris: ["https://app.example.com/auth/callback"],
      callbackPath: "/callback",
    },
    app: { "/auth/callback": page() },
  }),
  checked("a static host that answers /callback with a text file", "callback-not-served", {
    app: { "/callback": page("<div></div>", { "content-type": "text/plain" }) },
  }),
  checked(
    "production was built with localhost as its callback",
    "production-differs-from-local",
    builtWithCallback("http://localhost:5173/callback"),
  ),
  checked("PKCE is demanded and not sent", "code-challenge-missing", {
    workosAnswers: {
      "/user_management/authorize": redirectTo(
        "https://error.workos.com/sso/code_challenge_missing",
      ),
    },
  }),
  checked("neither homepage nor sign-out address", "sign-out-address-missing", {
    environment: {
      checklist: { signInEndpoint: `${production.appUrl}/login`, homepageUrl: null },
    },
  }),
  checked("a sign-out that only forgets the app's own cookie", "local-only-sign-out", {
    environment: {
      checklist: {
        ...{ signInEndpoint: `${production.appUrl}/login`, homepageUrl: production.appUrl },
        signOutAsksAgain: false,
      },
    },
  }),
  checked("a wildcard in the path of an entry", "redirect-uri-wildcard-refused", {
    ...listed(production.redirectUri, "https://app.example.com/*/callback"),
  }),
  checked("the client ID of the test environment in the record", "client-id-invalid", {
    environment: { clientId: OTHER_CLIENT },
    variables: { WORKOS_CLIENT_ID: OTHER_CLIENT },
    app: built(
      `start({apiHostname:"${production.apiHost}"},"${OTHER_CLIENT}","${production.convexUrl}")`,
    ),
  }),
];
