import { HttpResponse } from "msw";

/** WorkOS's error bodies, one function per shape. */

/** Answers with a JSON body. */
export function json(status: number, body: object): Response {
  return HttpResponse.json(body as Record<string, unknown>, { status });
}

/** `{message}`: the plain form. */
export function failure(status: number, message: string): Response {
  return json(status, { message });
}

/** 404 for an object that is looked up by id. */
export function notFound(kind: string, id: string): Response {
  return json(404, {
    code: "entity_not_found",
    message: `${kind} not found: '${id}'.`,
    entity_id: id,
  });
}

export interface FieldError {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
}

/** 422 `invalid_request_parameters`, with the fields that are wrong. */
export function invalidParameters(errors: readonly FieldError[]): Response {
  return json(422, { code: "invalid_request_parameters", message: "Validation failed.", errors });
}

/** OAuth's form of an error, as the authenticate endpoint uses it. */
export function oauthError(error: string, description: string): Response {
  return json(400, { error, error_description: description });
}

/** 302 to another address. */
export function redirect(location: string | URL, headers: Record<string, string> = {}): Response {
  return new HttpResponse(null, {
    status: 302,
    headers: { Location: String(location), ...headers },
  });
}

/** An HTML page; scripts and styles only from the page itself. */
export function page(html: string, status = 200): Response {
  return new HttpResponse(html, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy":
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'",
      "Cache-Control": "no-store",
    },
  });
}
