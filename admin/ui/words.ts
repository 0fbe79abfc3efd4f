import { EVENT_REASONS } from "../../webhooks/reasons";

/** Sign-in methods as WorkOS names them in events, in people's words. */
const METHODS: Readonly<Record<string, string>> = {
  password: "password",
  magic_auth: "magic code",
  oauth: "OAuth",
  sso: "single sign-on",
  passkey: "passkey",
  mfa: "second factor",
  email_verification: "e-mail verification",
  reauthentication: "re-authentication",
  cross_app_auth: "another app",
  external_auth: "external sign-in",
  impersonation: "impersonation",
  migrated_session: "migrated session",
};

/** A sign-in method in people's words; one never heard of by its own name. */
export function methodLabel(method: string): string {
  return METHODS[method] ?? method.replaceAll("_", " ");
}

const PLURALS: Readonly<Record<string, string>> = {
  person: "people",
  delivery: "deliveries",
  entry: "entries",
  address: "addresses",
};
const numbers = new Intl.NumberFormat("en-GB");

/** A number with its noun: "1 person", "2,013 people"; "1,000+ events" if there are more. */
export function count(number: number, noun: string, more = false): string {
  const word = number === 1 && !more ? noun : (PLURALS[noun] ?? `${noun}s`);
  return `${numbers.format(number)}${more ? "+" : ""} ${word}`;
}

/** Several things in one phrase: "a", "a and b", "a, b and c". */
export function listing(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** A text with its first letter upper case. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const REASONS: Readonly<Record<string, string>> = EVENT_REASONS;

/** Why an event did what it did, as a sentence; a code from a newer deployment by its own name. */
export function reasonWords(code: string): string {
  return REASONS[code] ?? `${capitalized(code.replaceAll("-", " "))}.`;
}

/** WorkOS's error codes of failed sign-ins; it publishes no list, so these are the ones met. */
const ERRORS: Readonly<Record<string, string>> = {
  access_denied: "access was denied",
  authentication_method_not_allowed: "this method is not allowed",
  email_verification_required: "e-mail not verified yet",
  failed: "no reason given",
  invalid_credentials: "wrong e-mail or password",
  invalid_one_time_code: "wrong code",
  invalid_passkey: "the passkey did not verify",
  oauth_failed: "the provider answered with an error",
  one_time_code_expired: "the code had expired",
  one_time_code_previously_used: "the code had been used before",
  one_time_code_too_many_attempts: "too many wrong codes",
  passkey_challenge_expired: "the passkey prompt had expired",
  password_reset_required: "a new password has to be set first",
  profile_not_found: "the identity provider sent no profile",
  sso_timed_out: "the identity provider did not answer in time",
  timed_out: "it took too long",
};

/** Why a sign-in failed, in words; a code never heard of by its own name. */
export function errorWords(code: string): string {
  return ERRORS[code] ?? code.replaceAll(/[_-]/g, " ");
}
