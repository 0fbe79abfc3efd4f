import { http, type HttpHandler } from "msw";
import type { Setting } from "../model/types";
import { templateProblem } from "../tokens/template";
import type { Api } from "./api";
import { readFields } from "./body";
import { failure, invalidParameters, json } from "./respond";

/** `/user_management/jwt_template`: claims that access tokens carry beyond WorkOS's own. */
export function jwtTemplateHandlers({ model, baseUrl }: Api): HttpHandler[] {
  const url = `${baseUrl}/user_management/jwt_template`;
  return [
    http.get(url, () => {
      const template = model.settings.get("jwt_template");
      return template === undefined
        ? failure(404, "JWT template not found.")
        : json(200, describe(template));
    }),
    http.put(url, async ({ request }) => {
      const { content } = await readFields(request);
      const problem = content === undefined ? "content is required." : templateProblem(content);
      if (content === undefined || problem !== null)
        return invalidParameters([{ field: "content", code: "invalid", message: String(problem) }]);
      return json(200, describe(model.settings.set("jwt_template", content)));
    }),
  ];
}

function describe({ value, created_at, updated_at }: Setting) {
  return { object: "jwt_template", content: value, created_at, updated_at };
}
