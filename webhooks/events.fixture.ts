/** WorkOS events as its API writes them, for tests. */
export const ADA = {
  object: "user",
  id: "user_01ADA",
  email: "ada@example.com",
  email_verified: true,
  name: null,
  first_name: "Ada",
  last_name: "Lovelace",
  profile_picture_url: "https://example.com/ada.png",
  locale: "en-GB",
  external_id: null,
  metadata: {},
  last_sign_in_at: null,
  created_at: "2026-11-01T09:00:00.000Z",
  updated_at: "2026-11-01T09:00:00.000Z",
};

/** An event envelope around `data`, as JSON text. */
export function eventText(
  type: string,
  data: object,
  envelope: { id?: string; createdAt?: string } = {},
): string {
  const { id = "event_01A", createdAt = "2026-11-01T09:00:01.000Z" } = envelope;
  return JSON.stringify({ object: "event", id, event: type, data, created_at: createdAt });
}

/** Data of a `session.created` event. */
export const ADA_SESSION = {
  object: "session",
  id: "session_01ADA",
  user_id: ADA.id,
  ip_address: "203.0.113.7",
  user_agent: "Mozilla/5.0",
  auth_method: "magic_code",
  status: "active",
  expires_at: "2026-12-01T09:00:00.000Z",
  ended_at: null,
  created_at: "2026-11-02T10:00:00.000Z",
  updated_at: "2026-11-02T10:00:00.000Z",
};

/** Data of an `authentication.password_failed` event. */
export const PASSWORD_FAILURE = {
  type: "password",
  status: "failed",
  user_id: ADA.id,
  email: ADA.email,
  ip_address: "203.0.113.7",
  user_agent: "Mozilla/5.0",
  error: { code: "invalid_credentials", message: "Wrong password." },
};
