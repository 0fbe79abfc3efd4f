// `npm run doctor`: the console's environment checks in a terminal or in CI.
import { ProbeError } from "../../convex/gatehouse/diagnostics/collect/get";
import { openDeployment } from "./deployment";
import { examine } from "./examine";
import { parseOptions, UsageError } from "./options";
import { pinnedTransport } from "../network/pinnedTransport";
import { planDoctor } from "./plan";
import { report } from "./report";
import { asJson, asText, exitCodeOf } from "./text";
import { readVariables } from "./variables";

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
  if (options.report) console.error(await report(plan, variables, call));
  const examination = await examine(plan, variables, pinnedTransport(), call);
  console.log(options.json ? asJson(plan, examination) : asText(plan, examination));
  return exitCodeOf(examination);
}
