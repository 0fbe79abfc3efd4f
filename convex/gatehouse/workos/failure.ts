import { isObject } from "../../../webhooks/json";

/** What came back from WorkOS instead of a usable answer. */
export interface FailedAnswer {
  /** What was asked for: "GET /events". */
  request: string;
  /** Where it was sent: "https://api.workos.com". */
  origin: string;
  /** HTTP status; 0 when no answer came at all. */
  status: number;
  /** The body as text, or why nothing came. */
  body: string;
  /** What the `Retry-After` header asks for, in ms. */
  retryAfterMs: number | null;
}

const STATUS_PAGE = "https://status.workos.com";

/**
 * A sentence that says what WorkOS did and what to do about it. Never repeats a page of HTML.
 * @example workosFailure({ request: "GET /events", origin, status: 401, body: "", retryAfterMs: null })
 */
export function workosFailure(answer: FailedAnswer): string {
  const { request, origin, status, body } = answer;
  if (status === 0) {
    return `Nothing answered at ${origin} (${firstLine(body)}). Check WORKOS_API_URL, and whether WorkOS is up: ${STATUS_PAGE}`;
  }
  if (status >= 200 && status < 300) {
    return `${origin} answered ${request} with something that is not JSON${looksLikeHtml(body) ? " but a web page" : ""}, so WorkOS's API is not what answers there. Check WORKOS_API_URL: unset it unless you mean another address.`;
  }
  return `WorkOS answered ${request} with ${status}${saying(body)}. ${remedy(answer)}`;
}

function remedy({ status, body, retryAfterMs }: FailedAnswer): string {
  if (status >= 500) {
    return `The problem is on WorkOS's side and usually passes: ${STATUS_PAGE}. Nothing was changed.`;
  }
  if (status === 429) return `It asks for fewer requests: try again ${waiting(retryAfterMs)}.`;
  if (status === 422 && codesOf(body).includes("invalid_url")) {
    return "It sends webhooks only to https addresses it can reach. On a laptop, put a tunnel before the site port and register that address.";
  }
  return REMEDIES[status] ?? "Check what was asked for against WorkOS's API reference.";
}

const REMEDIES: Readonly<Record<number, string>> = {
  401: "The key is unknown or revoked. Copy this environment's key from the dashboard's API Keys page: npx convex env set WORKOS_API_KEY sk_…",
  403: "The key is known but may not do this. Give it the permission on the dashboard's API Keys page, or use a key that has it: npx convex env set WORKOS_API_KEY sk_…",
  404: "It may have been removed meanwhile, or WORKOS_API_KEY belongs to another environment. Check again.",
  409: "Somebody else has just made the same. Check again.",
  422: "WorkOS understood the request but will not carry it out as it is.",
};

function waiting(retryAfterMs: number | null): string {
  return retryAfterMs === null
    ? "in a minute"
    : `in ${Math.max(1, Math.ceil(retryAfterMs / 1000))} s`;
}

/** What WorkOS itself says, when it says it in JSON. */
function saying(body: string): string {
  const { message, code } = parsed(body);
  const [headline = ""] = [message, code].filter((word) => typeof word === "string");
  const details = codesOf(body).filter((word) => word !== code);
  const said = [headline, details.join(", ")].filter((word) => word !== "").join(" – ");
  return said === "" ? "" : ` (“${said.slice(0, 300)}”)`;
}

function codesOf(body: string): string[] {
  const { code, errors } = parsed(body);
  const inner: unknown[] = Array.isArray(errors) ? errors : [];
  return [code, ...inner.map((error) => (isObject(error) ? error["code"] : error))].filter(
    (word) => typeof word === "string",
  );
}

function parsed(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

const looksLikeHtml = (body: string): boolean => /^\s*<(!doctype|html|head|body)/i.test(body);
const firstLine = (text: string): string => text.split("\n")[0]?.slice(0, 200) ?? "";
