import { ProbeError } from "../../convex/gatehouse/diagnostics/collect/get";
import { isLoopback, parseUrl } from "../../convex/gatehouse/diagnostics/hosts";

/** Calls functions of a Convex deployment with its deploy or admin key, internal ones too. */
export type CallFunction = (path: string, args: Record<string, unknown>) => Promise<unknown>;

const TIME_LIMIT_MS = 5000;

/**
 * Opens a deployment by Convex's HTTP API, as its own command line does.
 * @param convexUrl the deployment's address; the key goes there and nowhere else.
 * @param key a deploy key, or the admin key of a self-hosted deployment.
 * @throws ProbeError from each call that fails, in words.
 */
export function openDeployment(convexUrl: string, key: string): CallFunction {
  const url = parseUrl(convexUrl);
  return async (path, args) => {
    if (url === null || !(url.protocol === "https:" || isLoopback(url.hostname))) {
      throw new ProbeError("VITE_CONVEX_URL must be the https address of your Convex deployment.");
    }
    const response = await send(url, key, JSON.stringify({ path, args, format: "json" }));
    const answer = (await response.json().catch(() => null)) as {
      status?: string;
      value?: unknown;
      errorMessage?: string;
      errorData?: { message?: string };
    } | null;
    if (answer?.status === "success") return answer.value;
    // Convex's production deployments hide every message but those meant for the caller.
    const words = answer?.errorData?.message ?? answer?.errorMessage ?? `status ${response.status}`;
    throw new ProbeError(`The Convex deployment ${url.host} refused ${path}: ${words}`);
  };
}

async function send(url: URL, key: string, body: string): Promise<Response> {
  try {
    return await fetch(new URL("/api/function", url), {
      method: "POST",
      headers: { authorization: `Convex ${key}`, "content-type": "application/json" },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    });
  } catch {
    throw new ProbeError(`The Convex deployment ${url.host} did not answer.`);
  }
}
