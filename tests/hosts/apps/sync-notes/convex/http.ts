import { httpRouter } from "convex/server";
import { internal } from "./_generated/api";
import { httpAction } from "./_generated/server";

const http = httpRouter();

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json", "Access-Control-Allow-Origin": "*" },
  });

http.route({
  path: "/health",
  method: "GET",
  handler: httpAction(async () => json(200, { ok: true })),
});

// The plugins post finished sessions here
http.route({
  path: "/sync/session",
  method: "POST",
  handler: httpAction(async (ctx, request) => {
    const header = request.headers.get("Authorization");
    if (!header?.startsWith("Bearer ")) return json(401, { error: "Missing API key" });
    const apiKey = header.slice("Bearer ".length);
    const userId = await ctx.runMutation(internal.apiKeys.use, {
      apiKey,
      endpoint: "/sync/session",
    });
    if (!userId) return json(401, { error: "Invalid API key" });
    const body = await request.json();
    const sessionId = await ctx.runMutation(internal.sessions.upsert, { ...body, userId });
    return json(200, { ok: true, sessionId });
  }),
});

// Sessions somebody made public
http.route({
  pathPrefix: "/share/",
  method: "GET",
  handler: httpAction(async (ctx, request) => {
    const slug = new URL(request.url).pathname.slice("/share/".length);
    const session = await ctx.runQuery(internal.sessions.bySlug, { slug });
    return session ? json(200, session) : json(410, { error: "Not shared any more" });
  }),
});

export default http;
