import type { SessionAuthMethod } from "./types";

/**
 * One way of signing in under its four names: on the page, in `authentication.*` events, in
 * `session.auth_method`, and in `authentication_method` of the authenticate answer.
 */
interface SignInMethod {
  readonly label: string;
  readonly event: "password" | "oauth" | "magic_auth" | "sso" | "passkey";
  readonly session: SessionAuthMethod;
  readonly api: string;
}

export const SIGN_IN_METHODS = {
  password: { label: "Password", event: "password", session: "password", api: "Password" },
  google: { label: "Google", event: "oauth", session: "oauth", api: "GoogleOAuth" },
  github: { label: "GitHub", event: "oauth", session: "oauth", api: "GitHubOAuth" },
  magic_auth: {
    label: "E-mailed code",
    event: "magic_auth",
    session: "magic_code",
    api: "MagicAuth",
  },
  sso: { label: "Single sign-on", event: "sso", session: "sso", api: "SSO" },
  passkey: { label: "Passkey", event: "passkey", session: "passkey", api: "Passkey" },
} as const satisfies Record<string, SignInMethod>;

export type MethodName = keyof typeof SIGN_IN_METHODS;

export const METHOD_NAMES = Object.keys(SIGN_IN_METHODS) as MethodName[];

/** How an attempt on the sign-in page can end other than well. */
export const FAILURE_KINDS = {
  wrong: "Wrong password, code or passkey",
  expired: "Took too long",
  denied: "Refused by the provider",
} as const;

export type FailureKind = keyof typeof FAILURE_KINDS;

export interface SignInFailure {
  readonly code: string;
  readonly message: string;
}

// WorkOS does not list the codes of failed events; these are the ones its API errors use.
const FAILURES: Record<SignInMethod["event"], Record<FailureKind, SignInFailure>> = {
  password: {
    wrong: { code: "invalid_credentials", message: "Invalid credentials." },
    expired: { code: "password_reset_required", message: "The password must be reset." },
    denied: { code: "access_denied", message: "Password sign-in was refused." },
  },
  oauth: {
    wrong: { code: "oauth_failed", message: "The provider answered with an error." },
    expired: { code: "oauth_failed", message: "The provider's code has expired." },
    denied: { code: "access_denied", message: "The user denied access at the provider." },
  },
  magic_auth: {
    wrong: { code: "invalid_one_time_code", message: "Invalid one-time code." },
    expired: { code: "one_time_code_expired", message: "One-time code expired." },
    denied: { code: "access_denied", message: "Magic Auth was refused." },
  },
  sso: {
    wrong: { code: "profile_not_found", message: "The identity provider sent no profile." },
    expired: { code: "sso_timed_out", message: "The identity provider did not answer in time." },
    denied: { code: "access_denied", message: "The identity provider denied access." },
  },
  passkey: {
    wrong: { code: "invalid_passkey", message: "The passkey could not be verified." },
    expired: { code: "passkey_challenge_expired", message: "The passkey challenge expired." },
    denied: { code: "access_denied", message: "The passkey prompt was dismissed." },
  },
};

/** Returns the error WorkOS would put into the failed event. */
export function failureOf(method: MethodName, kind: FailureKind): SignInFailure {
  return FAILURES[SIGN_IN_METHODS[method].event][kind];
}

/** Tells a method name from any other text. */
export function isMethodName(value: unknown): value is MethodName {
  return typeof value === "string" && Object.hasOwn(SIGN_IN_METHODS, value);
}

/** Tells a failure kind from any other text. */
export function isFailureKind(value: unknown): value is FailureKind {
  return typeof value === "string" && Object.hasOwn(FAILURE_KINDS, value);
}
