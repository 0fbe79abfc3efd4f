import { http, type HttpHandler } from "msw";
import { isFailureKind, isMethodName, type MethodName } from "../model/methods";
import type { Authorization } from "../model/signIns";
import type { User } from "../model/types";
import { signInPage } from "../pages/signInPage";
import type { Api } from "./api";
import { readFields } from "./body";
import { clientOf } from "./client";
import { backToApp, completeSignIn } from "./complete";
import { hostedCookie } from "./hostedCookie";
import { page, redirect } from "./respond";
import { userInputErrors } from "./userInput";

const LISTED_PEOPLE = 12;
const STALE_PAGE = "This sign-in page has expired. Go back to the app and sign in again.";

type Fields = Readonly<Record<string, string>>;

/** AuthKit's hosted page: pick who you are and how the attempt ends. */
export function hostedHandlers(api: Api): HttpHandler[] {
  const { model, baseUrl } = api;
  const find = (id: string | null | undefined) => model.signIns.authorization(id ?? "");

  return [
    http.get(`${baseUrl}/authkit/:screen`, ({ request, params }) => {
      const authorization = find(new URL(request.url).searchParams.get("authorization"));
      if (authorization === undefined) return page(signInPage({ expired: STALE_PAGE }), 410);
      const screen = params.screen === "sign-up" ? "sign-up" : "sign-in";
      return show(api, { ...authorization, screen }, {});
    }),
    http.post(`${baseUrl}/authkit/:screen`, async ({ request, params }) => {
      const fields = await readFields(request);
      const authorization = find(fields.authorization);
      if (authorization === undefined) return page(signInPage({ expired: STALE_PAGE }), 410);
      return params.screen === "sign-up"
        ? signUp(api, { ...authorization, screen: "sign-up" }, fields, request)
        : signIn(api, { ...authorization, screen: "sign-in" }, fields, request);
    }),
  ];
}

function signIn(api: Api, authorization: Authorization, fields: Fields, request: Request) {
  const { tables, users } = api.model;
  const email = fields.email?.trim() ?? "";
  const user = tables.users.get(fields.user_id ?? "") ?? users.byEmail(email);
  if (isFailureKind(fields.outcome)) return fail(api, authorization, fields, user, request);
  if (user === undefined)
    return show(api, authorization, { email, error: `Nobody here has the e-mail “${email}”.` });
  return enter(api, authorization, user, methodOf(fields), request);
}

function signUp(api: Api, authorization: Authorization, fields: Fields, request: Request) {
  const { users } = api.model;
  const email = fields.email?.trim() ?? "";
  const [problem] = userInputErrors({ email }, "create");
  if (problem !== undefined)
    return show(api, authorization, { email, error: "Type an e-mail address." });
  if (users.byEmail(email) !== undefined)
    return show(api, authorization, { email, error: `“${email}” already has an account.` });
  const user = users.create({
    email,
    first_name: fields.first_name?.trim() || null,
    last_name: fields.last_name?.trim() || null,
  });
  return enter(api, authorization, user, methodOf(fields), request);
}

function enter(
  api: Api,
  authorization: Authorization,
  user: User,
  method: MethodName,
  request: Request,
) {
  const { signIns } = api.model;
  signIns.succeed(user, method, clientOf(request));
  const hostedId = signIns.openHostedSession({ userId: user.id, method });
  const location = completeSignIn(api, authorization, { userId: user.id, method, hostedId });
  return redirect(location, { "Set-Cookie": hostedCookie(hostedId) });
}

// A refusal goes back to the app; what a person can try again stays on the page.
function fail(
  api: Api,
  authorization: Authorization,
  fields: Fields,
  user: User | undefined,
  request: Request,
) {
  if (!isFailureKind(fields.outcome)) throw new TypeError("fail() needs an outcome");
  const email = fields.email?.trim() || null;
  const error = api.model.signIns.fail(
    user ?? { id: null, email },
    methodOf(fields),
    fields.outcome,
    clientOf(request),
  );
  if (fields.outcome === "denied")
    return redirect(
      backToApp(authorization, { error: error.code, error_description: error.message }),
    );
  return show(api, authorization, { email: user?.email ?? email ?? "", error: error.message });
}

function show(
  { model }: Api,
  authorization: Authorization,
  { email, error }: { email?: string; error?: string },
) {
  return page(
    signInPage({
      authorization,
      people: listedPeople(model.tables.users.all(), model.config.operators),
      email: email ?? authorization.loginHint ?? "",
      error: error ?? null,
    }),
  );
}

/** Operators first, then the people who came last. */
function listedPeople(users: readonly User[], operators: readonly string[]): User[] {
  const first = operators.flatMap((email) => users.filter((user) => user.email === email));
  const newest = users.toReversed().filter((user) => !first.includes(user));
  return [...first, ...newest.slice(0, Math.max(0, LISTED_PEOPLE - first.length))];
}

function methodOf(fields: Fields): MethodName {
  return isMethodName(fields.method) ? fields.method : "password";
}
