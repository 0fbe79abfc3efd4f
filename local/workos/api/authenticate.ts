import { createHash } from "node:crypto";
import { http, type HttpHandler } from "msw";
import { SIGN_IN_METHODS, type MethodName } from "../model/methods";
import type { RefreshProblem } from "../model/sessions";
import type { Session, User } from "../model/types";
import { issueAccessToken } from "../tokens/accessToken";
import { TokenTooBigError } from "../tokens/template";
import type { Api } from "./api";
import { readFields } from "./body";
import { clientOf } from "./client";
import { readCookie } from "./cookies";
import { allowOrigin } from "./cors";
import { tooManyRequests } from "./gates";
import { invalidParameters, json, oauthError } from "./respond";
import { refreshCookieName, sessionCookies } from "./sessionCookies";

type Fields = Readonly<Record<string, string>>;

const REFRESH_PROBLEMS: Record<RefreshProblem, string> = {
  unknown: "Invalid refresh token.",
  exchanged: "Refresh token already exchanged.",
  ended: "Session has already ended.",
};

/** `POST /user_management/authenticate`: a code or a refresh token for a pair of tokens. */
export function authenticateHandlers(api: Api): HttpHandler[] {
  return [
    http.post(`${api.baseUrl}/user_management/authenticate`, async ({ request }) => {
      const fields = await readFields(request);
      const answer = await authenticate(api, fields, request);
      allowOrigin(api, request, answer);
      return answer;
    }),
  ];
}

function authenticate(api: Api, fields: Fields, request: Request): Promise<Response> | Response {
  const { clientId, apiKey, rateLimits } = api.model.config;
  if (fields.client_id !== clientId) return oauthError("invalid_client", "Invalid client ID.");
  if (fields.client_secret !== undefined && fields.client_secret !== apiKey)
    return oauthError("invalid_client", "Invalid client secret.");
  const subject = fields.code ?? fields.refresh_token ?? fields.email ?? "";
  const wait = rateLimits ? api.model.rateLimiter.retryAfter("authenticate", subject) : 0;
  if (wait > 0) return tooManyRequests(wait);
  switch (fields.grant_type) {
    case "authorization_code":
      return exchangeCode(api, fields, request);
    case "refresh_token":
      return refresh(api, fields, request);
    case undefined:
      return invalidParameters([
        { field: "grant_type", code: "required", message: "grant_type is required." },
      ]);
    default:
      return oauthError("invalid_request", `Unsupported grant type: ${fields.grant_type}.`);
  }
}

async function exchangeCode(api: Api, fields: Fields, request: Request): Promise<Response> {
  const { signIns, sessions, tables } = api.model;
  const grant = signIns.takeCode(fields.code ?? "");
  const user = tables.users.get(grant?.userId ?? "");
  if (grant === undefined || user === undefined)
    return oauthError(
      "invalid_grant",
      `The code '${fields.code ?? ""}' has expired or is invalid.`,
    );
  const problem = verifierProblem(grant.codeChallenge, fields);
  if (problem !== null) return problem;
  const session = sessions.start(user, grant.method, clientFrom(fields, request));
  signIns.linkSession(session.id, grant.hostedSession);
  return tokens(api, user, session, grant.method, fields);
}

// A public client proves itself with the verifier; a server with its API key.
function verifierProblem(challenge: string | null, fields: Fields): Response | null {
  const { code_verifier: verifier, client_secret: secret } = fields;
  if (verifier === undefined)
    return secret === undefined
      ? oauthError("invalid_request", "Missing client secret or code verifier.")
      : null;
  if (challenge === null)
    return json(400, {
      code: "code_challenge_not_found",
      message: "The authorization request carried no code challenge.",
    });
  return createHash("sha256").update(verifier).digest("base64url") === challenge
    ? null
    : oauthError("invalid_grant", "Invalid code verifier.");
}

async function refresh(api: Api, fields: Fields, request: Request): Promise<Response> {
  const { sessions, tables, config } = api.model;
  const token = fields.refresh_token ?? readCookie(request, refreshCookieName(config.clientId));
  if (token === null) return oauthError("invalid_request", "Missing refresh token.");
  if (fields.organization_id !== undefined)
    return oauthError(
      "organization_membership_not_found",
      `The user is not a member of '${fields.organization_id}'.`,
    );
  const session = sessions.exchange(token);
  if (typeof session === "string") return oauthError("invalid_grant", REFRESH_PROBLEMS[session]);
  const user = tables.users.get(session.user_id);
  if (user === undefined) return oauthError("invalid_grant", REFRESH_PROBLEMS.ended);
  return tokens(api, user, session, null, fields);
}

async function tokens(
  api: Api,
  user: User,
  session: Session,
  method: MethodName | null,
  fields: Fields,
): Promise<Response> {
  try {
    const access_token = await issueAccessToken(api.model, api.key(), api.baseUrl, user, session);
    const refresh_token = api.model.sessions.issueRefreshToken(session);
    const answer = json(200, {
      user: api.model.tables.users.get(user.id) ?? user,
      access_token,
      refresh_token,
      ...(method !== null && { authentication_method: SIGN_IN_METHODS[method].api }),
    });
    // Browsers keep the token in a cookie; servers hold it themselves.
    if (fields.client_secret === undefined)
      for (const cookie of sessionCookies(api, refresh_token))
        answer.headers.append("Set-Cookie", cookie);
    return answer;
  } catch (error) {
    if (!(error instanceof TokenTooBigError)) throw error;
    return oauthError("token_too_big", error.message);
  }
}

function clientFrom(fields: Fields, request: Request) {
  const seen = clientOf(request);
  return {
    ip_address: fields.ip_address ?? seen.ip_address,
    user_agent: fields.user_agent ?? seen.user_agent,
  };
}
