import type { CallFunction } from "./deployment";
import { described } from "./examine";
import { UsageError } from "./options";
import type { DoctorPlan } from "./plan";
import type { Variables } from "./variables";

/**
 * Tells the console about this host: names and lengths of variables, never a secret.
 * @param call opens the Convex deployment; null when there is no key for it.
 * @returns what was sent, in a sentence.
 * @throws UsageError without a key, and what `call` throws: also for an environment that the console
 * does not know.
 */
export async function report(
  { target }: DoctorPlan,
  variables: Variables,
  call: CallFunction | null,
): Promise<string> {
  if (call === null) {
    throw new UsageError(
      "--report needs a key of the deployment: set CONVEX_DEPLOY_KEY, or CONVEX_SELF_HOSTED_ADMIN_KEY.",
    );
  }
  const { name } = target.environment;
  const told = described(variables);
  await call("gatehouse/environments/reports:save", {
    environmentName: name,
    side: target.authMode === "cookie" ? "server" : "hosting",
    cookiePasswordLength: variables["WORKOS_COOKIE_PASSWORD"]?.length ?? null,
    variables: told,
  });
  const what = told.length === 1 ? "1 variable" : `${told.length} variables`;
  return `Reported names and lengths of ${what} to the console, as its environment ${name}.`;
}
