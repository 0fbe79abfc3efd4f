import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import type { TemplateValues } from "../../../convex/gatehouse/diagnostics/catalogue/placeholders";
import type { ConvexProvider } from "../../../convex/gatehouse/diagnostics/providers";

type Environments = FunctionReturnType<typeof api.gatehouse.environments.list>;
type Known = Pick<
  Environments[number],
  "clientId" | "convexUrl" | "webhookUrl" | "usesThisWorkos" | "usesThisConvex"
>;

/**
 * What is known of the app when a lone token, message or recording is judged: its own environment, or
 * the only one there is.
 * @param environments those registered here
 * @param providers of the deployed auth.config.ts, which name the client where nothing is registered
 */
export function deploymentValues(
  environments: readonly Known[],
  providers: readonly ConvexProvider[] = [],
): TemplateValues {
  const own = environments.find(
    ({ usesThisWorkos, usesThisConvex }) => usesThisWorkos && usesThisConvex,
  );
  const known = own ?? (environments.length === 1 ? environments[0] : undefined);
  if (known !== undefined) {
    const { clientId, convexUrl, webhookUrl } = known;
    return { clientId, convexUrl, webhookUrl };
  }
  const clientId = providers.find(({ applicationID }) => applicationID)?.applicationID;
  return clientId === undefined ? {} : { clientId };
}
