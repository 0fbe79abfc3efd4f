import { http, type HttpHandler } from "msw";
import { UnknownCursorError } from "../model/page";
import type { Api } from "./api";
import { readPageRequest } from "./lists";
import { failure, json } from "./respond";

const MAX_RANGE_MS = 30 * 86_400_000;

/** `GET /events`: the environment's history, filtered, in either order. */
export function eventHandlers({ model, baseUrl }: Api): HttpHandler[] {
  return [
    http.get(`${baseUrl}/events`, ({ request }) => {
      const query = new URL(request.url).searchParams;
      const problem = queryProblem(query);
      if (problem !== null) return problem;
      const wanted = readPageRequest(query);
      if (Array.isArray(wanted))
        return json(422, {
          message: "Validation failed.",
          errors: wanted.map(({ code, field }) => ({ code, field })),
        });
      const [rangeStart, rangeEnd] = [readTime(query, "range_start"), readTime(query, "range_end")];
      try {
        const { data, after } = model.events.list({
          ...wanted,
          types: new Set(eventTypes(query)),
          ...(rangeStart !== undefined && { rangeStart }),
          ...(rangeEnd !== undefined && { rangeEnd }),
        });
        return json(200, { object: "list", data, list_metadata: { after } });
      } catch (error) {
        if (!(error instanceof UnknownCursorError)) throw error;
        return failure(400, error.message);
      }
    }),
  ];
}

function queryProblem(query: URLSearchParams): Response | null {
  if (eventTypes(query).length === 0) return missing("events");
  const organization = query.get("organization_id");
  if (organization !== null) return failure(400, `Organization not found: '${organization}'.`);
  if (query.has("after") && query.has("range_start"))
    return failure(400, "The parameters 'after' and 'range_start' are mutually exclusive.");
  for (const name of ["range_start", "range_end"])
    if (query.has(name) && readTime(query, name) === undefined)
      return failure(400, `The parameter '${name}' must be an ISO-8601 date.`);
  const [start, end] = [readTime(query, "range_start"), readTime(query, "range_end")];
  if (
    start !== undefined &&
    end !== undefined &&
    Date.parse(end) - Date.parse(start) > MAX_RANGE_MS
  )
    return failure(400, "The range between 'range_start' and 'range_end' is limited to 30 days.");
  return null;
}

// The SDK sends one comma list, other clients repeat the parameter.
function eventTypes(query: URLSearchParams): string[] {
  return [...query.getAll("events"), ...query.getAll("events[]")]
    .flatMap((list) => list.split(","))
    .filter((type) => type !== "");
}

function readTime(query: URLSearchParams, name: string): string | undefined {
  const timeMs = Date.parse(query.get(name) ?? "");
  return Number.isNaN(timeMs) ? undefined : new Date(timeMs).toISOString();
}

function missing(field: string): Response {
  return json(422, { message: "Validation failed.", errors: [{ code: "required", field }] });
}
