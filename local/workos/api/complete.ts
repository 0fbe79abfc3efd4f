import type { MethodName } from "../model/methods";
import type { Authorization } from "../model/signIns";
import type { Api } from "./api";

export interface SignedIn {
  readonly userId: string;
  readonly method: MethodName;
  readonly hostedId: string;
}

/** Issues the code and returns where the browser goes with it. */
export function completeSignIn(
  { model }: Api,
  authorization: Authorization,
  { userId, method, hostedId }: SignedIn,
): URL {
  const code = model.signIns.issueCode({
    userId,
    method,
    codeChallenge: authorization.codeChallenge,
    hostedSession: hostedId,
  });
  return backToApp(authorization, { code });
}

/** The address of the app's callback, with the answer and the app's own state. */
export function backToApp(
  { redirectUri, state }: Authorization,
  answer: Record<string, string>,
): URL {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (state !== null) url.searchParams.set("state", state);
  return url;
}
