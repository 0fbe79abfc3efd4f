import { ConvexHttpClient } from "convex/browser";
import type { FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api";
import type { SelfCheckFacts } from "../../convex/gatehouse/diagnostics/selfCheckFacts";

/** What became of a report. */
export type Delivery = FunctionReturnType<typeof api.gatehouse.selfChecks.submit> | "unreachable";

/**
 * Sends a report under its code, without signing in.
 * @param convexUrl the deployment
 */
export async function deliver(
  convexUrl: string,
  code: string,
  report: SelfCheckFacts,
): Promise<Delivery> {
  try {
    return await new ConvexHttpClient(convexUrl).mutation(api.gatehouse.selfChecks.submit, {
      code,
      report,
    });
  } catch {
    return "unreachable";
  }
}
