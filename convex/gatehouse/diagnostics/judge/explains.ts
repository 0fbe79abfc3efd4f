import type { CauseCode } from "../catalogue";

const LOOP: readonly CauseCode[] = ["cookie-not-set"];

/** Everything that follows when Convex does not accept the token. */
const CONVEX_REFUSES: readonly CauseCode[] = [
  "cookie-not-set",
  "convex-loading-never-ends",
  "convex-token-refresh-ignored",
  "user-not-created",
  "profile-claims-missing",
  "no-attempt-seen",
];

/** Everything a list without the callback address brings with it. */
const REDIRECT: readonly CauseCode[] = ["redirect-uri-not-registered", "no-attempt-seen"];

const COOKIE_LOST: readonly CauseCode[] = [...LOOP, "sign-in-state-lost"];

/**
 * Which causes bring which others with them. Once the first is found (proven or likely), the others are
 * its consequences and are left out, so that people mend the root.
 */
export const explains: Partial<Record<CauseCode, readonly CauseCode[]>> = {
  "production-differs-from-local": [
    ...REDIRECT,
    ...CONVEX_REFUSES,
    "environments-mixed",
    "convex-provider-mismatch",
    "signing-key-unknown",
    "client-id-invalid",
    "api-hostname-missing-at-build",
    "third-party-cookie-blocked",
  ],
  "client-id-missing": ["client-id-invalid", "production-differs-from-local", ...REDIRECT],
  "client-id-invalid": [...REDIRECT, "jwks-unreachable"],
  "environments-mixed": [
    ...CONVEX_REFUSES,
    "convex-provider-mismatch",
    "signing-key-unknown",
    "api-key-refused",
    "redirect-uri-not-registered",
    "pending-profile",
  ],
  "api-key-missing": ["api-key-refused", "pending-profile", "profile-claims-missing"],
  "api-key-refused": ["pending-profile", "profile-claims-missing"],
  "sso-required": ["credentials-refused", "provider-failed", "method-not-allowed"],
  "redirect-uri-not-registered": ["no-attempt-seen"],
  "redirect-uri-preview-not-covered": [...REDIRECT, "redirect-uri-wildcard-refused"],
  "redirect-uri-literal-wildcard": [...REDIRECT, "redirect-uri-wildcard-refused"],
  "redirect-uri-loopback-mismatch": REDIRECT,
  "redirect-uri-http-in-production": [...REDIRECT, "cookie-secure-over-http"],
  "redirect-uri-empty": REDIRECT,
  "redirect-uri-not-punycode": REDIRECT,
  "redirect-to-internal-host": [...REDIRECT, ...LOOP, "callback-path-mismatch"],
  "callback-not-served": ["callback-path-mismatch", ...LOOP],
  "callback-path-mismatch": LOOP,
  "state-null": COOKIE_LOST,
  "cors-origin-missing": ["callback-path-mismatch", ...LOOP],
  "authorize-fetched": ["cors-origin-missing", "no-attempt-seen"],
  "request-blocked": [
    "cors-origin-missing",
    "callback-path-mismatch",
    "convex-loading-never-ends",
    "no-attempt-seen",
    ...LOOP,
  ],
  "third-party-cookie-blocked": LOOP,
  "api-hostname-missing-at-build": ["third-party-cookie-blocked", ...LOOP],
  "session-cookie-too-large": COOKIE_LOST,
  "cookie-password-invalid": ["cookie-password-changed", ...LOOP],
  "cookie-password-changed": LOOP,
  "cookie-domain-mismatch": COOKIE_LOST,
  "cookie-samesite-none-insecure": COOKIE_LOST,
  "cookie-samesite-blocks": COOKIE_LOST,
  "cookie-secure-over-http": COOKIE_LOST,
  "cookie-prefix-rule-broken": COOKIE_LOST,
  "cookie-path-too-narrow": COOKIE_LOST,
  "cookie-name-mismatch": LOOP,
  "cookie-on-two-domains": LOOP,
  "sign-in-state-lost": ["refresh-token-race", ...LOOP],
  "sign-in-endpoint-missing": ["sign-in-state-lost", "callback-path-mismatch"],
  "browser-storage-blocked": [...COOKIE_LOST, "third-party-cookie-blocked"],
  "insecure-context": ["browser-storage-blocked", "callback-path-mismatch", ...LOOP],
  "callback-behind-guard": COOKIE_LOST,
  "refresh-token-race": LOOP,
  "organization-stale": LOOP,
  "clock-skew": [
    ...COOKIE_LOST,
    "webhook-timestamp-refused",
    "convex-token-refresh-ignored",
    "mfa-unfinished",
    "convex-provider-mismatch",
  ],
  "convex-provider-mismatch": CONVEX_REFUSES,
  "token-without-audience": [...CONVEX_REFUSES, "convex-provider-mismatch"],
  "custom-domain-issuer-missing": [...CONVEX_REFUSES, "convex-provider-mismatch"],
  "signing-key-unknown": [...CONVEX_REFUSES, "token-signature-invalid"],
  "jwks-unreachable": [...CONVEX_REFUSES, "signing-key-unknown"],
  "auth-config-variable-missing": [
    ...CONVEX_REFUSES,
    "convex-provider-mismatch",
    "jwks-unreachable",
  ],
  "convex-loading-never-ends": LOOP,
  "webhook-secret-unset": [
    "webhooks-silent",
    "webhook-secret-mismatch",
    "webhook-timestamp-refused",
  ],
  "webhook-secret-mismatch": ["webhooks-silent", "webhook-body-reserialised"],
  "webhook-body-reserialised": ["webhooks-silent"],
  "webhook-timestamp-refused": ["webhooks-silent"],
  "webhook-endpoint-missing": ["webhooks-silent", "users-predate-webhook"],
  "webhook-endpoint-disabled": ["webhooks-silent", "users-predate-webhook"],
  "webhook-url-wrong-host": ["webhooks-silent", "users-predate-webhook"],
  "webhook-events-not-subscribed": ["webhooks-silent"],
  "webhook-endpoint-duplicated": ["webhook-secret-mismatch"],
  "user-not-created": ["users-predate-webhook"],
  "user-deleted": ["sessions-ended", "email-unverified", "no-attempt-seen"],
  "deleted-user-resurrected": ["person-unknown"],
  "pending-profile": ["profile-claims-missing"],
  "person-unknown": ["no-attempt-seen"],
  "email-unverified": ["credentials-refused"],
};
