import { CHECKS, type CheckKey } from "../checks";
import { unavailable, type Evidence } from "../evidence";
import { apiKey } from "./apiKey";
import { authorize } from "./authorize";
import { bundle } from "./bundle";
import { callback } from "./callback";
import { clock } from "./clock";
import { cookies } from "./cookies";
import { deliveries } from "./deliveries";
import { guardedGet, ProbeError, TIME_LIMIT_MS, type Transport } from "./get";
import type { ReachPolicy } from "./guard";
import { jwks } from "./jwks";
import { corsOrigins, redirectUris, webhookEndpoint } from "./lists";
import { provisioning } from "./provisioning";
import { token } from "./token";
import type { Collector, Target, Tools } from "./types";

const stored =
  (key: CheckKey): Collector =>
  (_target, tools) =>
    tools.stored(key);

const collectors: Record<CheckKey, Collector> = {
  apiKey,
  authorize,
  redirectUris,
  callback,
  corsOrigins,
  bundle,
  cookies,
  server: stored("server"),
  jwks,
  providers: stored("providers"),
  token,
  webhookEndpoint,
  deliveries,
  provisioning,
  clock,
  checklist: stored("checklist"),
};

/** What all checks of a run share. */
export interface SharedTools extends Omit<Tools, "get"> {
  policy: ReachPolicy;
  transport: Transport;
}

const reasonOf = (error: unknown): string =>
  error instanceof ProbeError
    ? error.message
    : `The check itself failed (${error instanceof Error ? error.message : String(error)}).`;

/**
 * Collects the evidence of one check within its time limit. Never throws: what could not be obtained
 * is evidence too, with its reason.
 */
export async function collectCheck(
  key: CheckKey,
  target: Target,
  { policy, transport, ...tools }: SharedTools,
): Promise<Evidence[]> {
  const [kind] = CHECKS[key].kinds;
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  const get = guardedGet(policy, transport, signal);
  try {
    return await collectors[key](target, { ...tools, get });
  } catch (error) {
    const from = { source: CHECKS[key].title, at: tools.now() };
    return [unavailable(kind, reasonOf(error), from)];
  }
}
