import type { CauseCode } from "./catalogue";

/**
 * WorkOS's `error` and `code` values, the SDKs' reasons, and the cause each stands for
 * (WorkOS OpenAPI document, POST /user_management/authenticate; source code of the AuthKit packages).
 * Codes that say nothing about a cause by themselves are left out.
 */
const causes: Readonly<Record<string, CauseCode>> = {
  access_denied: "access-denied",
  ambiguous_connection_selector: "connection-selector-missing",
  authentication_method_not_allowed: "method-not-allowed",
  code_challenge_not_found: "sign-in-state-lost",
  connection_invalid: "sso-connection-broken",
  connection_strategy_invalid: "sso-connection-broken",
  connection_unlinked: "sso-connection-broken",
  daily_quota_exceeded: "rate-limited",
  email_password_auth_disabled: "method-not-allowed",
  email_verification_required: "email-unverified",
  invalid_client: "client-id-invalid",
  invalid_connection: "sso-connection-broken",
  invalid_connection_selector: "connection-selector-missing",
  invalid_credentials: "credentials-refused",
  invalid_grant: "refresh-token-race",
  invalid_one_time_code: "one-time-code-refused",
  invalid_session_cookie: "cookie-password-changed",
  invitation_cannot_be_used_for_email: "sign-up-refused",
  invitation_invalid: "sign-up-refused",
  mfa_challenge: "mfa-unfinished",
  mfa_enrollment: "mfa-unfinished",
  missing_pkce_cookie: "sign-in-state-lost",
  oauth_failed: "provider-failed",
  oauth_state_mismatch: "sign-in-state-lost",
  one_time_code_expired: "one-time-code-refused",
  one_time_code_previously_used: "one-time-code-refused",
  one_time_code_too_many_attempts: "one-time-code-refused",
  organization_authentication_methods_required: "method-not-allowed",
  organization_invalid: "sso-connection-broken",
  organization_membership_not_found: "organization-stale",
  organization_selection_required: "organization-selection-required",
  radar_challenge: "risk-challenge",
  radar_sign_up_challenge: "risk-challenge",
  radar_sms_sign_in_challenge: "risk-challenge",
  rate_limit_exceeded: "rate-limited",
  server_error: "provider-failed",
  sign_up_not_allowed: "sign-up-refused",
  sso_required: "sso-required",
  token_too_big: "token-too-large",
  too_many_requests: "rate-limited",
  unauthorized_client: "environments-mixed",
  user_mismatch: "sign-in-state-lost",
};

/**
 * The cause that an error code of WorkOS or AuthKit stands for.
 * @param code for example `sso_required`.
 * @returns the cause, or null when the code says nothing by itself.
 */
export function causeOfErrorCode(code: string): CauseCode | null {
  return Object.hasOwn(causes, code) ? (causes[code] ?? null) : null;
}

/** All error codes with a cause, longest first, so that a text is searched for the most exact one. */
export const ERROR_CODES: readonly string[] = Object.keys(causes).sort(
  (a, b) => b.length - a.length,
);

/** WorkOS's error pages by the last segment of their path, and the cause each stands for. */
const errorPages: Readonly<Record<string, CauseCode>> = {
  "redirect-uri-invalid": "redirect-uri-not-registered",
  "client-id-invalid": "client-id-invalid",
  "invalid-connection-selector": "connection-selector-missing",
  code_challenge_missing: "code-challenge-missing",
  "app-homepage-url-not-found": "sign-out-address-missing",
};

/** WorkOS shows its error pages on this host. */
export const WORKOS_ERROR_HOST = "error.workos.com";

/**
 * The cause that an error page of WorkOS stands for.
 * @param path the page's path, for example `/sso/redirect-uri-invalid`.
 * @returns the cause, or null for a page not known.
 */
export function causeOfErrorPage(path: string): CauseCode | null {
  const page = path.replace(/\/+$/, "").split("/").at(-1) ?? "";
  return Object.hasOwn(errorPages, page) ? (errorPages[page] ?? null) : null;
}
