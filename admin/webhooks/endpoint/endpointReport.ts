import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";

/** What a check of the endpoints found. */
export type EndpointReport = FunctionReturnType<typeof api.gatehouse.endpoints.check>;
export type RegisteredEndpoint = EndpointReport["endpoints"][number];

/** Whether the signing secret has to be set by hand: no function can set a deployment's variables. */
export function needsSecret({ problems }: EndpointReport): boolean {
  return problems.some(
    ({ code }) => code === "webhook-secret-unset" || code === "webhook-secret-mismatch",
  );
}
