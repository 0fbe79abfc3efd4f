import { http, HttpResponse, type HttpHandler } from "msw";
import type { EventContext, Session, User } from "../model/types";
import { EmailTakenError, type UserInput } from "../model/users";
import type { Api } from "./api";
import { readJson } from "./body";
import { listResponse } from "./lists";
import { invalidParameters, json, notFound } from "./respond";
import { userInputErrors } from "./userInput";

const API_ACTOR: NonNullable<EventContext["actor"]> = {
  id: "key_01STANDIN",
  source: "api",
  name: "API key",
};

/** `/user_management/users`: list, get, create, update, delete, and look up by external id. */
export function userHandlers({ model, baseUrl }: Api): HttpHandler[] {
  const { tables, users } = model;
  const root = `${baseUrl}/user_management/users`;

  return [
    http.get(root, ({ request }) => {
      const query = new URL(request.url).searchParams;
      const email = query.get("email")?.toLowerCase();
      // There are no organizations here, so nobody is a member of one.
      if (query.has("organization_id")) return listResponse(request, tables.users, () => false);
      return listResponse(
        request,
        tables.users,
        (user) => email === undefined || user.email.toLowerCase() === email,
      );
    }),

    http.post(root, async ({ request }) => {
      const input = await readJson(request);
      const errors = userInputErrors(input, "create");
      if (errors.length > 0) return invalidParameters(errors);
      return attempt(201, () =>
        users.create(pick(input) as UserInput & { email: string }, API_ACTOR),
      );
    }),

    http.get(`${root}/external_id/:externalId`, ({ params }) => {
      const id = String(params.externalId);
      const user = users.byExternalId(id);
      return user === undefined ? notFound("User", id) : json(200, user);
    }),

    http.get(`${root}/:id`, ({ params }) => withUser(params.id, (user) => json(200, user))),

    http.put(`${root}/:id`, async ({ params, request }) => {
      const input = await readJson(request);
      return withUser(params.id, (user) => {
        const errors = userInputErrors(input, "update");
        if (errors.length > 0) return invalidParameters(errors);
        return attempt(200, () => users.update(user, pick(input), API_ACTOR));
      });
    }),

    http.delete(`${root}/:id`, ({ params }) =>
      withUser(params.id, (user) => {
        users.remove(user, API_ACTOR);
        return new HttpResponse(null, { status: 200 });
      }),
    ),

    http.get(`${root}/:id/sessions`, ({ params, request }) =>
      withUser(params.id, ({ id }) =>
        listResponse(
          request,
          tables.sessions,
          (session) => session.user_id === id && isActive(session),
        ),
      ),
    ),
  ];

  function isActive({ status, expires_at }: Session): boolean {
    return status === "active" && Date.parse(expires_at) > model.config.now();
  }

  function withUser(id: unknown, respond: (user: User) => Response): Response {
    const user = tables.users.get(String(id));
    return user === undefined ? notFound("User", String(id)) : respond(user);
  }
}

function attempt(status: number, change: () => User): Response {
  try {
    return json(status, change());
  } catch (error) {
    if (!(error instanceof EmailTakenError)) throw error;
    return json(400, {
      code: "user_creation_error",
      message: "Could not create user.",
      errors: [{ code: "email_not_available", message: error.message }],
    });
  }
}

const INPUT_FIELDS = [
  "email",
  "email_verified",
  "first_name",
  "last_name",
  "locale",
  "external_id",
  "metadata",
] as const satisfies (keyof UserInput)[];

function pick(input: Record<string, unknown>): UserInput {
  return Object.fromEntries(
    INPUT_FIELDS.filter((field) => input[field] !== undefined)
      // The API takes null for "not said" here; the model knows only yes and no.
      .filter((field) => field !== "email_verified" || input[field] !== null)
      .map((field) => [field, input[field]]),
  );
}
