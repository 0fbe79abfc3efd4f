// `npm run doctor`: the console's environment checks in a terminal or in CI.
import { ProbeError } from "../../convex/diagnostics/collect/get";
import { openDeployment, type CallFunction } from "./deployment";
import { described, examine } from "./examine";
import { parseOptions, UsageError } from "./options";
import { pinnedTransport } from "./pinnedTransport";
import { planDoctor, type DoctorPlan } from "./plan";
import { asJson, asText, exitCodeOf } from "./text";
import { readVariables, type Variables } from "./variables";

const WRONG_USE = 2;

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof ProbeError)) throw error;
  console.error(error.message);
  process.exitCode = WRONG_USE;
}

async function main(argv: readonly string[]): Promise<number> {
  const options = parseOptions(argv);
  const variables = readVariables(options.envFile, process.env);
  const plan = planDoctor(variables, options);
  const { convexUrl } = plan.target.environment;
  const call = plan.deployKey === null ? null : openDeployment(convexUrl, plan.deployKey);
  if (options.report) await report(plan, variables, call);
  const examination = await examine(plan, variables, pinnedTransport(), call);
  console.log(options.json ? asJson(plan, examination) : asText(plan, examination));
  return exitCodeOf(examination);
}

async function report(
  { target }: DoctorPlan,
  variables: Variables,
  call: CallFunction | null,
): Promise<void> {
  if (call === null) {
    throw new UsageError(
      "--report needs a key of the deployment: set CONVEX_DEPLOY_KEY, or CONVEX_SELF_HOSTED_ADMIN_KEY.",
    );
  }
  await call("environmentReports:save", {
    environmentName: target.environment.name,
    side: target.authMode === "cookie" ? "server" : "hosting",
    cookiePasswordLength: variables["WORKOS_COOKIE_PASSWORD"]?.length ?? null,
    variables: described(variables),
  });
}
