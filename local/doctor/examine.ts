import { CHECKS, checksFor, type CheckKey } from "../../convex/gatehouse/diagnostics/checks";
import { collectCheck } from "../../convex/gatehouse/diagnostics/collect/collect";
import { ProbeError, type Transport } from "../../convex/gatehouse/diagnostics/collect/get";
import { describeVariable } from "../../convex/gatehouse/diagnostics/environmentVariables";
import { evidence, isAvailable, type Evidence } from "../../convex/gatehouse/diagnostics/evidence";
import { judge } from "../../convex/gatehouse/diagnostics/judge/judge";
import type { Finding } from "../../convex/gatehouse/diagnostics/judge/types";
import type { CallFunction } from "./deployment";
import type { DoctorPlan } from "./plan";
import type { Variables } from "./variables";

/** What one check came to. */
export interface CheckResult {
  key: CheckKey;
  title: string;
  state: "passed" | "findings" | "unavailable";
  /** Why it could not be made, when it could not. */
  reason: string | null;
}

/** What the doctor found. */
export interface Examination {
  checks: CheckResult[];
  /** The one to act on first comes first. */
  findings: Finding[];
}

const ONLY_DEPLOYMENT =
  "Only the Convex deployment knows. Set CONVEX_DEPLOY_KEY, or CONVEX_SELF_HOSTED_ADMIN_KEY, and run again.";

const NOTHING_THERE = "There was nothing to look at: no concrete address, and no answer.";

const NO_CONVEX_URL = "Set VITE_CONVEX_URL, so that it is known what to look for.";

/**
 * Carries out the same checks as the console, from this machine.
 * @param plan what to check.
 * @param variables of sign-in; only names, lengths and public values become evidence.
 * @param transport how requests are sent.
 * @param call opens the Convex deployment; null when there is no key for it.
 */
export async function examine(
  plan: DoctorPlan,
  variables: Variables,
  transport: Transport,
  call: CallFunction | null,
): Promise<Examination> {
  const { target, policy, workosOrigin } = plan;
  const tools = {
    ...{ policy, workosOrigin, transport },
    apiKey:
      plan.apiKey === null
        ? { missing: "WORKOS_API_KEY is not among the variables." }
        : { key: plan.apiKey },
    stored: (key: CheckKey) => stored(key, plan, variables, call),
    now: () => Date.now(),
  };
  const collected = await Promise.all(
    checksFor(target.authMode).map(async (key) => {
      const pieces =
        key === "bundle" && target.environment.convexUrl === ""
          ? [{ kind: "bundle", unavailable: NO_CONVEX_URL, at: Date.now(), source: "the app" }]
          : await collectCheck(key, target, tools);
      return { key, pieces: pieces as Evidence[] };
    }),
  );
  const context = {
    authMode: target.authMode,
    environment: target.environment,
    now: Date.now(),
  };
  const findings = judge(
    collected.flatMap(({ pieces }) => pieces),
    context,
  );
  return {
    findings,
    checks: collected.map(({ key, pieces }) => resultOf(key, pieces, findings)),
  };
}

function resultOf(
  key: CheckKey,
  pieces: readonly Evidence[],
  findings: readonly Finding[],
): CheckResult {
  const isInvolved = findings.some(
    ({ certainty, evidence: refs }) =>
      certainty !== "unknown" &&
      refs.some((ref) =>
        pieces.some(({ kind, source }) => ref.kind === kind && ref.source === source),
      ),
  );
  const missing = pieces.find((piece) => !isAvailable(piece));
  const reason =
    missing !== undefined && !isAvailable(missing)
      ? missing.unavailable
      : pieces.length === 0
        ? NOTHING_THERE
        : null;
  const isUnavailable = pieces.every((piece) => !isAvailable(piece));
  const state = isInvolved ? "findings" : isUnavailable ? "unavailable" : "passed";
  return { key, title: CHECKS[key].title, state, reason };
}

/** What the variables themselves tell, and what only the deployment knows. */
async function stored(
  key: CheckKey,
  { target }: DoctorPlan,
  variables: Variables,
  call: CallFunction | null,
): Promise<Evidence[]> {
  if (key === "server") return serverEvidence(variables);
  if (key === "apiKey") return [variablesEvidence(variables)];
  if (call === null) throw new ProbeError(ONLY_DEPLOYMENT);
  const name = target.environment.name;
  return JSON.parse(
    String(await call("gatehouse/checks/runs:stored", { name, key })),
  ) as Evidence[];
}

const from = () => ({ source: "variables of this machine", at: Date.now() });

function serverEvidence(variables: Variables): Evidence[] {
  const password = variables["WORKOS_COOKIE_PASSWORD"];
  return [evidence("cookiePassword", { length: password?.length ?? null }, from())];
}

function variablesEvidence(variables: Variables): Evidence {
  return evidence(
    "environmentVariables",
    { side: "server", variables: described(variables) },
    from(),
  );
}

/** The variables as they may be told: names and lengths, values only of those that are no secrets. */
export function described(variables: Variables) {
  const keys = /DEPLOY_KEY|ADMIN_KEY/;
  return Object.entries(variables)
    .filter(([name]) => !keys.test(name))
    .map(([name, value]) => describeVariable(name, value));
}
