import { http, type HttpHandler } from "msw";
import { homePage } from "../pages/homePage";
import type { FaultsChange } from "../model/faults";
import { ACTIONS, isActionName } from "./actions";
import type { Api } from "./api";
import { readJson } from "./body";
import { failure, json, page } from "./respond";
import { describeState } from "./state";

/** The stand-in's own page and switches, for people at this machine only. */
export function controlHandlers(api: Api): HttpHandler[] {
  const { model, baseUrl } = api;
  const own = `${baseUrl}/_standin`;

  return [
    http.all(`${own}/*`, ({ request }) => guard(request)),
    http.get(`${baseUrl}/`, () => page(homePage())),
    http.get(`${own}/state`, () => json(200, describeState(model))),
    http.get(`${own}/faults`, () => json(200, model.faults())),
    http.post(`${own}/faults`, async ({ request }) => {
      try {
        return json(200, model.setFaults((await readJson(request)) as FaultsChange));
      } catch (error) {
        return failure(422, (error as Error).message);
      }
    }),
    http.delete(`${own}/faults`, () => {
      model.clearFaults();
      return json(200, model.faults());
    }),
    http.post(`${own}/actions/:name`, ({ params }) => {
      const { name } = params;
      if (!isActionName(name)) return failure(404, `There is no action '${String(name)}'.`);
      const done = ACTIONS[name](api);
      return done === null ? failure(409, "There is nobody but operators.") : json(200, { done });
    }),
  ];
}

// A web page elsewhere could post a plain form to this server.
function guard(request: Request): Response | undefined {
  const host = request.headers.get("host") ?? new URL(request.url).host;
  const origin = request.headers.get("origin");
  if (request.method !== "GET" && origin !== null && origin !== `http://${host}`)
    return failure(403, `Requests from '${origin}' are not accepted here.`);
  return undefined;
}
