const USER_EVENTS: readonly string[] = ["user.created", "user.updated", "user.deleted"];

/**
 * The events Gatehouse acts on, for the endpoint's subscription and the Events API's `events`
 * filter. The failures are all those of WorkOS's OpenAPI document; nothing enumerates their codes.
 */
export const SYNCED_EVENTS: readonly string[] = Object.freeze([
  ...USER_EVENTS,
  "session.created",
  "session.revoked",
  "authentication.email_verification_failed",
  "authentication.magic_auth_failed",
  "authentication.mfa_failed",
  "authentication.oauth_failed",
  "authentication.passkey_failed",
  "authentication.password_failed",
  "authentication.sso_failed",
  "authentication.sso_timed_out",
]);

/** Those that only the Events API brings: no endpoint can subscribe to them (OpenAPI document). */
const NOT_BY_WEBHOOK: ReadonlySet<string> = new Set([
  "authentication.email_verification_failed",
  "authentication.mfa_failed",
]);

/** The events an endpoint of ours subscribes to. */
export const WEBHOOK_EVENTS: readonly string[] = Object.freeze(
  SYNCED_EVENTS.filter((type) => !NOT_BY_WEBHOOK.has(type)),
);

/** Families of WorkOS events, by the word before the first dot of their type. */
const FAMILIES: ReadonlySet<string> = new Set(
  `action agent api_key authentication connection dsync email_verification flag group invitation
   magic_auth organization organization_domain organization_membership organization_role
   password_reset permission pipes radar role session user vault waitlist_user`.split(/\s+/),
);

/** Whether the event's data is a user object. */
export function isUserEvent(type: string): boolean {
  return USER_EVENTS.includes(type);
}

/** Whether WorkOS's documents know this family of events. */
export function isKnownFamily(type: string): boolean {
  return FAMILIES.has(type.split(".")[0] ?? "");
}
