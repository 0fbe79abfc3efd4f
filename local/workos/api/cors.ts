import { http, HttpResponse, type HttpHandler } from "msw";
import type { Api } from "./api";

const AUTHENTICATE = "/user_management/authenticate";

/** Answers preflights. An origin that is not on the list gets no CORS headers, as in production. */
export function corsHandlers(api: Api): HttpHandler[] {
  return [
    http.options(`${api.baseUrl}${AUTHENTICATE}`, ({ request }) => {
      const answer = new HttpResponse(null, { status: 204 });
      if (!allowOrigin(api, request, answer)) return answer;
      answer.headers.set("Access-Control-Allow-Methods", "POST, OPTIONS");
      answer.headers.set("Access-Control-Allow-Headers", "Content-Type, Accept");
      answer.headers.set("Access-Control-Max-Age", "600");
      return answer;
    }),
  ];
}

/** Lets a registered origin read the answer; tells whether it was one. */
export function allowOrigin({ model }: Api, request: Request, answer: Response): boolean {
  const origin = request.headers.get("origin");
  answer.headers.append("Vary", "Origin");
  if (origin === null || !model.tables.corsOrigins.find((row) => row.origin === origin))
    return false;
  answer.headers.set("Access-Control-Allow-Origin", origin);
  answer.headers.set("Access-Control-Allow-Credentials", "true");
  return true;
}
