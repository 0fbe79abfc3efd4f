import { http, type HttpHandler } from "msw";
import { errorPage } from "../pages/errorPage";
import type { Api } from "./api";
import { page, redirect } from "./respond";

const KEPT_VISITS = 100;

/** The pages WorkOS sends a browser to when it cannot send it back to the app. */
export function errorPageHandlers({ errorPages }: Api): HttpHandler[] {
  return [
    http.get(`${errorPages}/:area/:reason`, ({ params }) =>
      page(errorPage(String(params.reason)), 200),
    ),
  ];
}

/**
 * Redirects to an error page and remembers why.
 * @param path such as `sso/redirect-uri-invalid`
 */
export function errorPageRedirect(
  { model, errorPages }: Api,
  path: string,
  request: Request,
): Response {
  const at = new Date(model.config.now()).toISOString();
  model.errorPages.push({ at, reason: path, request: request.url });
  if (model.errorPages.length > KEPT_VISITS) model.errorPages.shift();
  return redirect(`${errorPages}/${path}`);
}
