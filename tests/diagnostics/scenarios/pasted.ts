import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { explainToken } from "../../../admin/diagnostics/tools/token";
import { judge } from "../../../convex/gatehouse/diagnostics/judge/judge";
import type { Finding } from "../../../convex/gatehouse/diagnostics/judge/types";
import type { ConvexProvider } from "../../../convex/gatehouse/diagnostics/providers";
import { keyListUrl } from "../../../convex/gatehouse/diagnostics/keyList";
import { CLIENT, issuerOf, NOW, OTHER_CLIENT, production, seen, soundFacts } from "../fixtures";
import type { Scenario } from "./types";
import { pasted } from "./types";

const KEY_ID = "sso_oidc_key_pair_01A";
const { providers: sound } = soundFacts().providers;

/** A token, and the deployment it is pasted into. */
interface TokenCase {
  claims?: Record<string, unknown>;
  keyId?: string;
  /** Signed with another key than the list has under this id. */
  forged?: boolean;
  providers?: readonly ConvexProvider[];
}

async function explained({ claims, keyId, forged, providers }: TokenCase): Promise<Finding[]> {
  const [ours, others] = [await generateKeyPair("RS256"), await generateKeyPair("RS256")];
  const body = {
    ...{ iss: issuerOf(production), aud: CLIENT, sub: "user_01", sid: "session_01" },
    ...{ client_id: CLIENT, iat: NOW / 1000 - 60, exp: NOW / 1000 + 240 },
    ...claims,
  };
  const token = await new SignJWT(body)
    .setProtectedHeader({ alg: "RS256", kid: keyId ?? KEY_ID, typ: "JWT" })
    .sign((forged === true ? others : ours).privateKey);
  const { n = "", e = "" } = await exportJWK(ours.publicKey);
  const setting = {
    keys: {
      url: keyListUrl(production),
      keys: [{ kty: "RSA", alg: "RS256", use: "sig", kid: KEY_ID, n, e }],
    },
    providers: providers ?? sound,
    deployment: { clientId: CLIENT, convexUrl: production.convexUrl },
  };
  const result = await explainToken(token, setting, NOW);
  if (!("findings" in result)) throw new Error("The token could not be read.");
  return result.findings;
}

const token = (name: string, cause: Scenario["cause"], given: TokenCase): Scenario =>
  pasted(name, cause, () => explained(given));

const message = (name: string, cause: Scenario["cause"], text: string): Scenario =>
  pasted(name, cause, async () =>
    judge([seen("errorMessage", { text })], { authMode: null, environment: null, now: NOW }),
  );

const issuers = (...list: [issuer: string, applicationID?: string][]): ConvexProvider[] =>
  list.map(([issuer, applicationID]) => ({
    ...{ type: "customJwt" as const, issuer, jwks: keyListUrl(production) },
    ...(applicationID === undefined ? {} : { applicationID }),
  }));

/** Tokens and error texts that customers send. */
export const pastes: readonly Scenario[] = [
  token("an older environment whose tokens have no audience", "token-without-audience", {
    claims: { iss: "https://api.workos.com/", aud: undefined, client_id: undefined },
    providers: issuers(["https://api.workos.com/", CLIENT]),
  }),
  token("a token signed with a key of another environment", "signing-key-unknown", {
    keyId: "sso_oidc_key_pair_staging",
  }),
  token("Convex holds staging's client ID", "convex-provider-mismatch", {
    providers: issuers(
      [`https://${production.apiHost}/`, OTHER_CLIENT],
      [`https://${production.apiHost}/user_management/${OTHER_CLIENT}`],
    ),
  }),
  message(
    "a pasted message from the console",
    "convex-provider-mismatch",
    'Failed to authenticate: "No auth provider found matching the given token", check your server auth config',
  ),
  message(
    "a tab that waited for another one's lock",
    "refresh-lock-timeout",
    "AcquisitionTimeoutError: timed out waiting for WORKOS_REFRESH_SESSION",
  ),
  message(
    "a page that the middleware does not see",
    "route-outside-middleware",
    "Error: You are calling 'withAuth' on /team that isn't covered by the AuthKit middleware. withAuth on a route not covered by the AuthKit middleware",
  ),
];

/** As above, not looked at while the rules were written. */
export const heldOutPastes: readonly Scenario[] = [
  token("auth.config.ts lost its providers", "convex-provider-mismatch", { providers: [] }),
  token(
    "only the provider with the application ID, and it is another client's",
    "convex-provider-mismatch",
    {
      claims: { iss: "https://auth.example.com" },
      providers: issuers(["auth.example.com", OTHER_CLIENT]),
    },
  ),
  token("the custom domain came, its issuer did not", "custom-domain-issuer-missing", {
    providers: issuers([`https://api.workos.com/user_management/${CLIENT}`]),
  }),
  token("a token that somebody else signed", "token-signature-invalid", { forged: true }),
  message("sign-up is closed", "sign-up-refused", "?error=sign_up_not_allowed&error_description=…"),
  message(
    "a session that was sealed with an older password",
    "cookie-password-changed",
    'authenticate() → {"authenticated":false,"reason":"invalid_session_cookie"}',
  ),
  message(
    "a server's log about a webhook that came too late",
    "webhook-timestamp-refused",
    "SignatureVerificationException: Timestamp outside the tolerance zone",
  ),
];

/** Tokens with nothing wrong. */
export const soundPastes: readonly Scenario[] = [
  token("a token that Convex takes", null, {}),
  token("a token of the older form that Convex takes", null, {
    claims: { iss: `https://${production.apiHost}/` },
  }),
];
