import { http, type HttpHandler } from "msw";
import type { Api } from "./api";
import { failure, json } from "./respond";

/** `/sso/jwks/:clientId`: the public keys of the access tokens. */
export function jwksHandlers(api: Api): HttpHandler[] {
  return [
    http.get(`${api.baseUrl}/sso/jwks/:clientId`, ({ params }) =>
      params.clientId === api.model.config.clientId
        ? json(200, { keys: [api.key().jwk] })
        : failure(404, `Application not found: '${String(params.clientId)}'.`),
    ),
    http.get(`${api.baseUrl}/health`, () => json(200, { status: "ok" })),
  ];
}
