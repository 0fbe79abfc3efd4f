/** WorkOS objects as its API sends them: snake_case, ISO-8601 times, `null` for "empty". */

export type User = {
  object: "user";
  id: string;
  email: string;
  email_verified: boolean;
  first_name: string | null;
  last_name: string | null;
  name: string | null;
  profile_picture_url: string | null;
  last_sign_in_at: string | null;
  locale: string | null;
  external_id: string | null;
  metadata: Record<string, string>;
  created_at: string;
  updated_at: string;
};

export type SessionAuthMethod =
  "impersonation" | "magic_code" | "migrated_session" | "oauth" | "passkey" | "password" | "sso";

export type Session = {
  object: "session";
  id: string;
  user_id: string;
  ip_address: string | null;
  user_agent: string | null;
  auth_method: SessionAuthMethod;
  status: "active" | "expired" | "revoked";
  expires_at: string;
  ended_at: string | null;
  created_at: string;
  updated_at: string;
};

export type EventContext = {
  client_id?: string;
  actor?: { id: string; source: "api" | "dashboard" | "admin_portal" | "system"; name: string };
  previous_attributes?: Record<string, unknown>;
};

export type WorkosEvent = {
  object: "event";
  id: string;
  event: string;
  data: Record<string, unknown>;
  created_at: string;
  context?: EventContext;
};

export type WebhookEndpoint = {
  object: "webhook_endpoint";
  id: string;
  endpoint_url: string;
  secret: string;
  status: "enabled" | "disabled";
  events: string[];
  created_at: string;
  updated_at: string;
};

export type RedirectUri = {
  object: "redirect_uri";
  id: string;
  uri: string;
  default: boolean;
  created_at: string;
  updated_at: string;
};

export type CorsOrigin = {
  object: "cors_origin";
  id: string;
  origin: string;
  created_at: string;
  updated_at: string;
};

/** A refresh token; `id` is the token itself. */
export type RefreshToken = {
  id: string;
  session_id: string;
  exchanged_at: string | null;
  created_at: string;
};

/** One value that belongs to the environment as a whole: the JWT template, the signing key. */
export type Setting = { id: string; value: string; created_at: string; updated_at: string };
