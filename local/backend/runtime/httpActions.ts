import type { UserIdentity } from "convex/server";
import type { Engine } from "./engine";
import { serverError, uncaught } from "./errors";
import { createInvocation, end, invocations, newUse } from "./invocation";
import { LogBuffer } from "./logs";
import { createOrigin } from "./origin";
import type { HttpClient } from "./types";

const NO_ROUTER = "This Convex deployment does not have HTTP actions enabled.";
const NO_ROUTE = "No matching routes found";

/**
 * Answers a request through the app's router.
 *
 * @param request - its URL's path is what routes are matched against
 * @param verify - tells who the caller is; a token it refuses makes the caller anonymous
 */
export async function runHttpAction(
  engine: Engine,
  request: Request,
  client: HttpClient,
  verify: (token: string) => Promise<UserIdentity>,
): Promise<Response> {
  const { router } = engine.definitions();
  if (!router) return new Response(NO_ROUTER, { status: 404 });
  const found = router.lookup(new URL(request.url).pathname, request.method);
  if (!found) return new Response(NO_ROUTE, { status: 404 });
  const [endpoint, routeMethod, route] = found;
  const path = `${routeMethod} ${route}`;
  const origin = createOrigin(await callerOf(request, client, verify), engine.clock.now());
  const logs = new LogBuffer((line) => engine.log(`[CONVEX H(${path})] ${line}`));
  const { abort, aborted } = abortable();
  const surroundings = { origin, services: engine, logs, transaction: null, use: newUse(), abort };
  // Not ended with the answer: the body of a streaming one goes on calling the backend.
  const invocation = createInvocation({ kind: "httpAction", path }, surroundings);
  const running = invocations.run(invocation, async () =>
    asResponse(await endpoint.invokeHttpAction(request)),
  );
  const messageOf = (error: unknown) => uncaught(error, engine.framesOf).message;
  const report = (error: unknown) => logs.add("ERROR", [messageOf(error)]);
  running.catch(report);
  aborted.catch(report);
  const stop = () => {
    invocation.use.over = true;
    end(invocation);
    abort(client.signal?.reason);
  };
  client.signal?.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([running, aborted]);
  } catch (thrown) {
    return failure(origin.requestId, messageOf(thrown));
  }
}

/** A way to fail a call from outside its code. */
function abortable() {
  let abort: (error: unknown) => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => (abort = reject));
  return { abort, aborted };
}

async function callerOf(
  request: Request,
  { ip }: HttpClient,
  verify: (token: string) => Promise<UserIdentity>,
) {
  const token = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  const userAgent = request.headers.get("user-agent");
  const identity = token === undefined ? null : await verify(token).catch(() => null);
  return {
    identity,
    request: {
      ...(token !== undefined && identity ? { authToken: token } : {}),
      ...(userAgent === null ? {} : { userAgent }),
      ...(ip === undefined ? {} : { ip }),
    },
  };
}

function asResponse(value: unknown): Response {
  if (value instanceof Response) return value;
  throw new Error("An HTTP action must return a Response.");
}

function failure(requestId: string, message: string): Response {
  const [head = "", ...trace] = message.split("\n");
  const code = serverError(requestId, head.replace(/^Uncaught \w+: /, "")).replace("\n", ": ");
  return Response.json({ code, trace: [head, ...trace].join("\n") }, { status: 500 });
}
