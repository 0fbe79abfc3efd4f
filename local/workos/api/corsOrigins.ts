import { http, type HttpHandler } from "msw";
import { newCorsOrigin } from "../model/environment";
import type { Api } from "./api";
import { readFields } from "./body";
import { listResponse } from "./lists";
import { json } from "./respond";

/** `/user_management/cors_origins`: list and add; WorkOS documents no way to remove one. */
export function corsOriginHandlers({ model, baseUrl }: Api): HttpHandler[] {
  const { config, ids, tables } = model;
  const root = `${baseUrl}/user_management/cors_origins`;

  return [
    http.get(root, ({ request }) => listResponse(request, tables.corsOrigins)),

    http.post(root, async ({ request }) => {
      const { origin = "" } = await readFields(request);
      if (!isOrigin(origin))
        return json(422, {
          message: "Validation failed.",
          errors: [
            {
              property: "origin",
              constraints: { isOrigin: "origin must be a scheme, a host and a port, no path" },
            },
          ],
        });
      if (tables.corsOrigins.find((row) => row.origin === origin))
        return json(409, { code: "duplicate_cors_origin", message: "CORS origin already exists." });
      const created = newCorsOrigin(origin, ids, config.now());
      tables.corsOrigins.put(created);
      return json(201, created);
    }),
  ];
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
}
