import { SignJWT } from "jose";
import type { Model } from "../model/model";
import type { Session, User } from "../model/types";
import { renderTemplate } from "./template";
import type { SigningKey } from "./signingKey";

/** WorkOS's default access token duration, in seconds. */
const ACCESS_TOKEN_SECONDS = 300;

/**
 * Issues the access token of a session, with the claims WorkOS sends: no e-mail and no name,
 * unless a JWT template adds them.
 * @param baseUrl origin of this API; the issuer is `${baseUrl}/user_management/${clientId}`
 * @throws TokenTooBigError
 */
export function issueAccessToken(
  model: Model,
  key: SigningKey,
  baseUrl: string,
  user: User,
  session: Session,
): Promise<string> {
  const { clientId, now } = model.config;
  const nowSeconds = Math.floor(now() / 1000);
  const template = model.settings.get("jwt_template")?.value;
  return new SignJWT({
    aud: clientId,
    ...(template !== undefined && renderTemplate(template, user)),
    iss: `${baseUrl}/user_management/${clientId}`,
    sub: user.id,
    sid: session.id,
    jti: model.ids("jti", now()).slice("jti_".length),
    auth_time: Math.floor(Date.parse(session.created_at) / 1000),
    client_id: clientId,
    feature_flags: [],
    iat: nowSeconds,
    exp: nowSeconds + ACCESS_TOKEN_SECONDS,
  })
    .setProtectedHeader({ alg: "RS256", kid: key.kid, typ: "JWT" })
    .sign(key.privateKey);
}
