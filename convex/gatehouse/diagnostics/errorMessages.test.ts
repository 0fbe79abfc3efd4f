import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCauseCode } from "./catalogue";
import { causeOfErrorCode, causeOfErrorPage, ERROR_CODES } from "./errorCodes";
import { matchErrorMessage } from "./errorMessages";

describe("matchErrorMessage", () => {
  it.each([
    ["https://error.workos.com/sso/redirect-uri-invalid", "redirect-uri-not-registered"],
    ["Make sure that the app uses the correct redirect URI", "redirect-uri-not-registered"],
    ["error.workos.com/sso/client-id-invalid", "client-id-invalid"],
    ["…/sso/invalid-connection-selector", "connection-selector-missing"],
    ["https://error.workos.com/sso/code_challenge_missing", "code-challenge-missing"],
    [
      "https://api.workos.com/user_management/app-homepage-url-not-found",
      "sign-out-address-missing",
    ],
    [
      "Access to fetch at 'https://api.workos.com/user_management/authenticate' from origin 'https://a.example' has been blocked by CORS policy",
      "cors-origin-missing",
    ],
    [
      "Access to fetch at 'https://api.workos.com/user_management/authorize?client_id=x' has been blocked by CORS policy",
      "authorize-fetched",
    ],
    ["POST https://api.workos.com/ net::ERR_BLOCKED_BY_CLIENT", "request-blocked"],
    [
      '{"error":"invalid_request","error_description":"Missing refresh token."}',
      "third-party-cookie-blocked",
    ],
    [
      "You must provide a valid cookie password that is at least 32 characters in the environment variables.",
      "cookie-password-invalid",
    ],
    [
      "WORKOS_COOKIE_PASSWORD must be at least 32 characters (currently 12)",
      "cookie-password-invalid",
    ],
    ["OAuth state mismatch", "sign-in-state-lost"],
    ["Sign-in session could not be verified. Please try signing in again.", "sign-in-state-lost"],
    [
      "Couldn't exchange code. An authorization_code was supplied for a login which did not originate at the application",
      "sign-in-endpoint-missing",
    ],
    ["Missing required auth parameter", "sign-in-endpoint-missing"],
    [
      "You are calling 'withAuth' on a route that isn't covered by the AuthKit middleware: withAuth on a route not covered by middleware",
      "route-outside-middleware",
    ],
    ["Refresh token already exchanged", "refresh-token-race"],
    ['{"error":"invalid_grant"}', "refresh-token-race"],
    ["AcquisitionTimeoutError: lock", "refresh-lock-timeout"],
    ["organization_membership_not_found", "organization-stale"],
    [
      'Failed to authenticate: "No auth provider found matching the given token", check your server auth config',
      "convex-provider-mismatch",
    ],
    ["(no providers configured). Check convex/auth.config.ts.", "convex-provider-mismatch"],
    [
      "Could not decode token. The JWT's 'kid' (key ID) header is 'x', does this key match any key in the provider's JWKS?",
      "signing-key-unknown",
    ],
    ["Could not fetch JWKS: HTTP 404", "jwks-unreachable"],
    [
      "GET https://api.workos.com/sso/jwks/client_01 failed: status 503 Service Unavailable",
      "jwks-unreachable",
    ],
    [
      'jwks: "https://api.workos.com/sso/jwks/client_01"\nError: No auth provider found matching the given token',
      "convex-provider-mismatch",
    ],
    [
      "Origin https://a.example is not allowed by Access-Control-Allow-Origin. https://api.workos.com/user_management/authenticate",
      "cors-origin-missing",
    ],
    [
      "GET https://api.workos.com/user_management/authorize?client_id=x 302\n→ https://error.workos.com/sso/client-id-invalid",
      "client-id-invalid",
    ],
    [
      '{"error":"invalid_grant","error_description":"The code \'01H\' has expired or is invalid."}',
      "sign-in-state-lost",
    ],
    ["invalid_grant: Invalid code verifier.", "sign-in-state-lost"],
    ["Redirecting to https://0.0.0.0:3000/dashboard", "redirect-to-internal-host"],
    [
      "Environment variable WORKOS_CLIENT_ID is used in auth config file but its value was not set",
      "auth-config-variable-missing",
    ],
    [
      "Signature hash does not match the expected signature hash for payload",
      "webhook-secret-mismatch",
    ],
    ["Timestamp outside the tolerance zone", "webhook-timestamp-refused"],
    ["User must authenticate using one of the matching connections", "sso-required"],
    ["TypeError: Cannot read properties of undefined: crypto.subtle", "insecure-context"],
    ["SecurityError: The operation is insecure. sessionStorage", "browser-storage-blocked"],
    ["404 Page not found /callback", "callback-not-served"],
    ["Cannot GET /auth/callback", "callback-not-served"],
    ["https://0.0.0.0:3000/dashboard refused to connect", "redirect-to-internal-host"],
    ["This page isn't working: ERR_TOO_MANY_REDIRECTS", "cookie-not-set"],
    ["https://a.example/callback?code=x&state=null", "state-null"],
    ["?redirect_uri=https%3A%2F%2F%2A.example.com", "redirect-uri-literal-wildcard"],
    ["token_too_big", "token-too-large"],
    ["error=access_denied&error_description=x", "access-denied"],
    ['{"code":"email_verification_required"}', "email-unverified"],
    ["missing_pkce_cookie", "sign-in-state-lost"],
    ["429 too_many_requests", "rate-limited"],
  ])("%s → %s", (text, code) => {
    expect(matchErrorMessage(text)?.code).toBe(code);
  });

  it.each(["", "Something went wrong", "TypeError: x is not a function", "not_an_error_code_xyz"])(
    "recognises nothing in %j",
    (text) => {
      expect(matchErrorMessage(text)).toBeNull();
    },
  );

  it.each([
    "Listening on 0.0.0.0:3000",
    "➜  Network: http://0.0.0.0:3000/\n➜  Local: http://localhost:3000/",
    'const jwks = "https://api.workos.com/sso/jwks/client_01";',
    "Fetched https://api.workos.com/sso/jwks/client_01 (200)",
    "cors: enabled\nworkos: configured",
  ])("takes %j for no failure", (text) => {
    expect(matchErrorMessage(text)).toBeNull();
  });

  it.each([
    ['{"error":"invalid_grant"}', "possible"],
    ["invalid_grant: The code has expired.", "possible"],
    ["invalid_grant: Refresh token already exchanged", "proven"],
  ])("is as sure as %j allows: %s", (text, certainty) => {
    expect(matchErrorMessage(text)?.certainty).toBe(certainty);
  });

  it("takes a code as a whole word only", () => {
    expect(matchErrorMessage("my_access_denied_page")).toBeNull();
  });

  it("never throws and answers promptly for hostile text (property)", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (text) => {
        expect(() => matchErrorMessage(text.repeat(20))).not.toThrow();
      }),
    );
  });
});

describe("error codes", () => {
  it("lead to causes of the catalogue", () => {
    expect(ERROR_CODES.length).toBeGreaterThan(35);
    for (const code of ERROR_CODES) expect(isCauseCode(causeOfErrorCode(code) ?? "")).toBe(true);
  });

  it.each(["toString", "", "unheard_of", "invalid_request"])(
    "%j says nothing by itself",
    (code) => {
      expect(causeOfErrorCode(code)).toBeNull();
    },
  );

  it("reads pages by their last segment", () => {
    expect(causeOfErrorPage("/sso/redirect-uri-invalid/")).toBe("redirect-uri-not-registered");
    expect(causeOfErrorPage("/sso/something-new")).toBeNull();
    expect(causeOfErrorPage("")).toBeNull();
  });
});
