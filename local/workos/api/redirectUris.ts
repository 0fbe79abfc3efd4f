import { http, HttpResponse, type HttpHandler } from "msw";
import { newRedirectUri } from "../model/environment";
import { registrationProblem } from "../model/redirectRules";
import type { Api } from "./api";
import { readFields } from "./body";
import { listResponse } from "./lists";
import { failure, json, notFound } from "./respond";

/** `/user_management/redirect_uris`: list, add, remove; and the homepage URL beside them. */
export function redirectUriHandlers({ model, baseUrl }: Api): HttpHandler[] {
  const { config, ids, tables } = model;
  const root = `${baseUrl}/user_management/redirect_uris`;

  return [
    http.get(root, ({ request }) => listResponse(request, tables.redirectUris)),

    http.post(root, async ({ request }) => {
      const { uri } = await readFields(request);
      if (uri === undefined) return failure(400, "Bad Request");
      const problem = registrationProblem(uri, config.environment);
      if (problem !== null) return failure(422, `Redirect URI '${uri}' is invalid. ${problem}`);
      if (tables.redirectUris.find((row) => row.uri === uri))
        return failure(422, `Redirect URI '${uri}' already exists.`);
      const created = newRedirectUri(uri, tables, ids, config.now());
      tables.redirectUris.put(created);
      return json(201, created);
    }),

    http.delete(`${root}/:id`, ({ params }) => {
      const id = String(params.id);
      const row = tables.redirectUris.get(id);
      if (row === undefined) return notFound("Redirect URI", id);
      if (row.default) return failure(409, "The default redirect URI cannot be deleted.");
      tables.redirectUris.remove(id);
      return new HttpResponse(null, { status: 204 });
    }),

    http.put(`${baseUrl}/user_management/app_homepage_url`, async ({ request }) => {
      const { url = "" } = await readFields(request);
      const isPublic = URL.canParse(url) && new URL(url).hostname !== "localhost";
      if (!isPublic) return failure(422, `App homepage URL '${url}' is invalid.`);
      model.settings.set("app_homepage_url", url);
      return json(200, { url });
    }),
  ];
}
