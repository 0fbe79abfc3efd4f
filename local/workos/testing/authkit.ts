import { createHash, randomBytes } from "node:crypto";
import { CLIENT_ID, type Answer, type Harness } from "./harness";

/** What a browser with authkit-js sends: the same parameters, the same bodies. */

export const CALLBACK = "http://localhost:5173/callback";
export const APP_ORIGIN = "http://localhost:5173";

export interface Pkce {
  readonly verifier: string;
  readonly challenge: string;
}

export interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly authentication_method?: string;
  readonly user: { readonly id: string; readonly email: string; readonly last_sign_in_at: string };
  readonly error?: string;
  readonly error_description?: string;
}

/** A PKCE pair as authkit-js's `createPkceChallenge` makes it. */
export function createPkce(): Pkce {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

/** The path authkit-js navigates to; a null value leaves a parameter out. */
export function authorizePath(
  challenge: string,
  changes: Record<string, string | null> = {},
): string {
  const parameters: Record<string, string | null> = {
    provider: "authkit",
    client_id: CLIENT_ID,
    redirect_uri: CALLBACK,
    response_type: "code",
    state: JSON.stringify({ returnTo: "/users" }),
    code_challenge: challenge,
    code_challenge_method: "S256",
    ...changes,
  };
  const given = Object.entries(parameters).filter(
    (parameter): parameter is [string, string] => parameter[1] !== null,
  );
  return `/user_management/authorize?${new URLSearchParams(given)}`;
}

/** Where an answer sends the browser. */
export function locationOf({ headers }: Pick<Answer<unknown>, "headers">): URL {
  return new URL(headers.get("location") ?? "about:blank");
}

/** Opens the authorize endpoint and returns the id of the waiting authorization. */
export async function openSignInPage(
  harness: Harness,
  challenge: string,
  changes: Record<string, string | null> = {},
): Promise<string> {
  const answer = await harness.call("GET", authorizePath(challenge, changes), { key: null });
  return locationOf(answer).searchParams.get("authorization") ?? "";
}

/** Submits the hosted page's form. */
export function submit(
  harness: Harness,
  fields: Record<string, string>,
  screen: "sign-in" | "sign-up" = "sign-in",
): Promise<Answer<Record<string, unknown>>> {
  return harness.call("POST", `/authkit/${screen}`, {
    key: null,
    body: new URLSearchParams(fields).toString(),
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      "User-Agent": "Mozilla/5.0 (test)",
      "X-Forwarded-For": "203.0.113.9",
    },
  });
}

/** Calls the authenticate endpoint as a browser does. */
export function authenticate(
  harness: Harness,
  body: Record<string, string>,
  headers: Record<string, string> = { Origin: APP_ORIGIN },
): Promise<Answer<TokenAnswer>> {
  return harness.call<TokenAnswer>("POST", "/user_management/authenticate", {
    key: null,
    body: { client_id: CLIENT_ID, ...body },
    headers: { Accept: "application/json, text/plain, */*", ...headers },
  });
}

/** Runs the whole flow for a user and returns the tokens. */
export async function signInAs(
  harness: Harness,
  userId: string,
  method = "password",
): Promise<Answer<TokenAnswer>> {
  const { verifier, challenge } = createPkce();
  const authorization = await openSignInPage(harness, challenge);
  const done = await submit(harness, { authorization, user_id: userId, method });
  return authenticate(harness, {
    grant_type: "authorization_code",
    code: locationOf(done).searchParams.get("code") ?? "",
    code_verifier: verifier,
  });
}
