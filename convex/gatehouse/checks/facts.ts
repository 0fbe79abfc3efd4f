import type { Doc } from "../tables/dataModel";
import type { QueryCtx } from "../tables/server";
import { authProviders } from "../env/authProviders";
import { readCounters } from "../lib/counters";
import type { CheckKey } from "../diagnostics/checks";
import { describeVariable } from "../diagnostics/environmentVariables";
import { evidence, unavailable, type Evidence, type EvidenceFacts } from "../diagnostics/evidence";
import { readEnv, readEnvList } from "../env/read";
import { usesThisConvex } from "../environments/record";
import { provisioningGaps } from "./provisioningGaps";
import { rejectedOnDayPrefix } from "../inbox/rejections";
import { DAY_IN_MS, startOf } from "../lib/utc";

type Environment = Pick<Doc<"environments">, "name" | "convexUrl" | "checklist">;
type Ctx = Pick<QueryCtx, "db">;

const ELSEWHERE =
  "This environment has a Convex deployment of its own; run its console, or npm run doctor with its deploy key.";

const NOT_REPORTED =
  "Only the app's server knows. Run there: npm run doctor -- --report --environment";

/**
 * What the deployment itself holds for a check.
 * @param environment whose check it is.
 * @returns evidence, or why there is none; empty for checks that look outside only.
 */
export async function storedEvidence(
  ctx: QueryCtx,
  environment: Environment,
  key: CheckKey,
): Promise<Evidence[]> {
  const own = usesThisConvex(environment);
  const now = Date.now();
  const from = (source: string) => ({ source, at: now });
  switch (key) {
    case "apiKey":
      return own ? [variables(now), ...(await hostingVariables(ctx, environment, now))] : [];
    case "providers":
      return [
        own
          ? evidence(
              "providers",
              { providers: authProviders() },
              from("auth.config.ts of this deployment"),
            )
          : unavailable("providers", ELSEWHERE, from("auth.config.ts")),
      ];
    case "deliveries":
      return [
        own
          ? evidence("inboxHealth", await inboxHealth(ctx, now), from("the inbox of webhooks"))
          : unavailable("inboxHealth", ELSEWHERE, from("the inbox of webhooks")),
      ];
    case "provisioning":
      return [
        own
          ? evidence("provisioningGaps", await provisioningGaps(ctx, now), from("the users table"))
          : unavailable("provisioningGaps", ELSEWHERE, from("the users table")),
      ];
    case "server":
      return await reported(ctx, environment, now);
    case "checklist":
      return [checklist(environment, now)];
    default:
      return [];
  }
}

const NAMED_VARIABLES = ["WORKOS_CLIENT_ID", "WORKOS_API_KEY", "WORKOS_WEBHOOK_SECRET"] as const;

function variables(at: number): Evidence {
  const described = NAMED_VARIABLES.map((name) =>
    describeVariable(name, readEnv(name) ?? undefined),
  );
  const facts = { side: "convex" as const, variables: described };
  return evidence("environmentVariables", facts, { source: "variables of this deployment", at });
}

async function inboxHealth(ctx: QueryCtx, now: number): Promise<EvidenceFacts["inboxHealth"]> {
  // Refusals are counted by UTC day, so deliveries are counted from the same midnight.
  const days = [now - DAY_IN_MS, now];
  const since = startOf(DAY_IN_MS, now - DAY_IN_MS);
  // Seeded events took the place of deliveries.
  const newest = [...(await newestWebhooks(ctx)), ...(await newestSeeded(ctx))];
  const received = newest.filter((at) => at >= since);
  const failed = await ctx.db
    .query("inbox")
    .withIndex("by_state_received_at", (q) =>
      q.eq("state", "failed").gt("receivedAt", now - DAY_IN_MS),
    )
    .take(MAX_COUNTED);
  const rejected: [string, number][] = [];
  for (const day of days) rejected.push(...(await readCounters(ctx, rejectedOnDayPrefix(day))));
  return {
    secretConfigured:
      readEnvList("WORKOS_WEBHOOK_SECRET").length > 0 || readEnv("SVIX_WEBHOOK_SECRET") !== null,
    lastReceivedAt: newest.length === 0 ? null : Math.max(...newest),
    missedEventAt: null,
    since,
    received: received.length,
    receivedIsCapped: received.length >= MAX_COUNTED,
    rejected: KINDS.map((kind) => ({ reason: kind, count: countOf(kind, rejected) })).filter(
      ({ count }) => count > 0,
    ),
    failedTypes: [...new Set(failed.map(({ type }) => type))].sort(),
  };
}

async function newestWebhooks(ctx: QueryCtx): Promise<number[]> {
  const rows = await ctx.db
    .query("inbox")
    .withIndex("by_webhook_at", (q) => q.gt("webhookAt", 0))
    .order("desc")
    .take(MAX_COUNTED);
  return rows.flatMap(({ webhookAt }) => webhookAt ?? []);
}

async function newestSeeded(ctx: QueryCtx): Promise<number[]> {
  const rows = await ctx.db
    .query("inbox")
    .withIndex("by_received_at")
    .order("desc")
    .take(MAX_COUNTED);
  return rows.flatMap(({ via, receivedAt }) => (via === "seed" ? receivedAt : []));
}

/** Rows hold whole events, so counting stops here, and says so. */
const MAX_COUNTED = 100;

const KINDS = ["signature", "timestamp", "other"] as const;

const countOf = (kind: (typeof KINDS)[number], rejected: readonly [string, number][]): number =>
  rejected
    .filter(([reason]) => rejectionKind(reason) === kind)
    .reduce((sum, [, count]) => sum + count, 0);

const rejectionKind = (reason: string): "signature" | "timestamp" | "other" =>
  reason.includes("timestamp") ? "timestamp" : reason.includes("mismatch") ? "signature" : "other";

async function lastReport(ctx: Ctx, { name }: Environment) {
  return await ctx.db
    .query("environmentReports")
    .withIndex("by_environment_at", (q) => q.eq("environmentName", name))
    .order("desc")
    .first();
}

const REPORTED = "npm run doctor on the app's host";

/** A host may have been set up anew since; an older report proves nothing. */
const REPORT_HOLDS_MS = 7 * DAY_IN_MS;

const isOld = ({ at }: Doc<"environmentReports">, now: number): boolean =>
  now - at > REPORT_HOLDS_MS;

async function reported(ctx: Ctx, environment: Environment, now: number): Promise<Evidence[]> {
  const report = await lastReport(ctx, environment);
  if (report === null) {
    const from = { source: "the app's server", at: now };
    return [unavailable("cookiePassword", `${NOT_REPORTED} ${environment.name}`, from)];
  }
  if (isOld(report, now)) {
    const days = Math.floor((now - report.at) / DAY_IN_MS);
    const reason = `The app's server last reported ${days} days ago. Run there again: npm run doctor -- --report --environment ${environment.name}`;
    return [unavailable("cookiePassword", reason, { source: REPORTED, at: report.at })];
  }
  const { at, side, cookiePasswordLength, variables } = report;
  const from = { source: REPORTED, at };
  return [
    evidence("cookiePassword", { length: cookiePasswordLength }, from),
    evidence("environmentVariables", { side, variables }, from),
  ];
}

/** What the host of an app without a server of its own said about its variables. */
async function hostingVariables(
  ctx: Ctx,
  environment: Environment,
  now: number,
): Promise<Evidence[]> {
  const report = await lastReport(ctx, environment);
  if (report?.side !== "hosting" || isOld(report, now)) return [];
  const { at, side, variables } = report;
  return [evidence("environmentVariables", { side, variables }, { source: REPORTED, at })];
}

function checklist({ checklist }: Environment, at: number): Evidence {
  const from = { source: "the WorkOS dashboard, as an operator read it", at };
  return checklist === undefined
    ? unavailable(
        "dashboardChecklist",
        "WorkOS has no API for these settings, and nobody has noted them here yet.",
        from,
      )
    : evidence("dashboardChecklist", checklist, from);
}
