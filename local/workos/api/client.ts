import type { Client } from "../model/sessions";

/** Where a request comes from; the HTTP server names the address of its peer in the header. */
export function clientOf(request: Request): Client {
  const forwarded = request.headers.get("x-forwarded-for")?.split(",")[0]?.trim();
  return {
    ip_address: forwarded ?? null,
    user_agent: request.headers.get("user-agent"),
  };
}
