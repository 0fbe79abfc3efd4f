import { v, type Infer } from "convex/values";
import { literals, nullable } from "convex-helpers/validators";
import { internal } from "../_generated/api";
import type { Doc } from "./tables/dataModel";
import {
  internalAction,
  internalMutation,
  mutation,
  type MutationCtx,
  type QueryCtx,
} from "./tables/server";
import { evidence } from "./diagnostics/evidence";
import { parseUrl } from "./diagnostics/hosts";
import { judge } from "./diagnostics/judge/judge";
import { readPublicKeys } from "./checks/tools";
import { workosApiUrl } from "./env/read";
import { deploymentValues, toRecord, usesThisConvex, usesThisWorkos } from "./environments/record";
import { operatorMutation, operatorQuery } from "./functions";
import { finding, selfCheckReport } from "./tables/diagnostics";
import { DAY_IN_MS } from "./lib/utc";

/** How long a link works. */
const LIFETIME_MS = 3 * DAY_IN_MS;

/** Reports describe a person's device; they are forgotten this long after the link has died. */
const KEPT_AFTER_MS = 30 * DAY_IN_MS;

/** No letters that look like others, so that a code can be read out. 32 letters: 50 bits in 10. */
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const CODE_LENGTH = 10;

const MAX_TEXT = 300;
const MAX_BLOCKED = 20;
const PRUNED_AT_ONCE = 50;
const MAX_ENVIRONMENTS = 20;

type Report = Infer<typeof selfCheckReport>;

/** Makes a link that lets one person have their own browser examined, once. */
export const create = operatorMutation({
  role: "support",
  args: { workosUserId: v.optional(v.string()) },
  returns: v.object({ code: v.string(), path: v.string(), expiresAt: v.number() }),
  handler: async (ctx, { workosUserId }) => {
    await prune(ctx);
    const [code, createdAt] = [newCode(), Date.now()];
    const expiresAt = createdAt + LIFETIME_MS;
    const person = workosUserId === undefined ? {} : { workosUserId };
    const createdBy = ctx.operator.workosId;
    await ctx.db.insert("selfChecks", { code, createdAt, createdBy, expiresAt, ...person });
    await ctx.audit({
      action: "selfCheck.create",
      targetType: "user",
      targetId: workosUserId ?? "anyone",
    });
    return { code, path: `/check?c=${code}`, expiresAt };
  },
});

/**
 * Takes in the report of a person's browser. Public: the code is all it takes, and it works once.
 * @returns what became of it; a report that does not fit its form is refused by the validator
 */
export const submit = mutation({
  args: { code: v.string(), report: selfCheckReport },
  returns: literals("received", "used", "expired", "unknown", "too-large"),
  handler: async (ctx, { code, report }) => {
    const check = await byCode(ctx, code);
    if (check === null) return "unknown";
    if (check.submittedAt !== undefined) return "used";
    const now = Date.now();
    if (check.expiresAt < now) return "expired";
    if (isTooLarge(report)) return "too-large";
    const seen = await withoutForeignFacts(ctx, report);
    await ctx.db.patch("selfChecks", check._id, { report: seen, submittedAt: now });
    if (report.blockedRequests.some(isWorkos)) {
      await ctx.scheduler.runAfter(0, internal.gatehouse.selfChecks.askWorkos, {
        code: check.code,
      });
    }
    return "received";
  },
});

/** Asks WorkOS from here, so that its own outage is not taken for a blocker in the browser. */
export const askWorkos = internalAction({
  args: { code: v.string() },
  returns: v.null(),
  handler: async (ctx, { code }) => {
    const answersElsewhere = await readPublicKeys().then(
      () => true,
      () => false,
    );
    await ctx.runMutation(internal.gatehouse.selfChecks.noteWorkos, { code, answersElsewhere });
    return null;
  },
});

/** Notes in a report whether WorkOS answers here. */
export const noteWorkos = internalMutation({
  args: { code: v.string(), answersElsewhere: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { code, answersElsewhere }) => {
    const check = await byCode(ctx, code);
    if (check?.report === undefined) return null;
    const blockedRequests = check.report.blockedRequests.map((request) =>
      isWorkos(request) ? { ...request, answersElsewhere } : request,
    );
    const report = { ...check.report, blockedRequests };
    await ctx.db.patch("selfChecks", check._id, { report });
    return null;
  },
});

const isWorkos = ({ host }: Report["blockedRequests"][number]): boolean =>
  host === new URL(workosApiUrl()).host;

/** A page of another origin than the app's tells of itself, so what it says of storage is left out. */
async function withoutForeignFacts(ctx: QueryCtx, report: Report): Promise<Report> {
  const environments = await ctx.db.query("environments").take(MAX_ENVIRONMENTS);
  const origins = environments.map(({ appUrl }) => parseUrl(appUrl)?.origin);
  if (report.origin !== undefined && origins.includes(report.origin)) return report;
  return {
    ...report,
    ...{ sessionHints: null, verifiers: null, refreshTokenInLocalStorage: null },
    ...{ rememberedOrganizationId: null, app: null },
  };
}

/** A self-check with what its report says; null when there is no such code. */
export const get = operatorQuery({
  role: "support",
  args: { code: v.string() },
  returns: nullable(
    v.object({
      code: v.string(),
      createdAt: v.number(),
      expiresAt: v.number(),
      submittedAt: nullable(v.number()),
      workosUserId: nullable(v.string()),
      report: nullable(selfCheckReport),
      findings: v.array(finding),
    }),
  ),
  handler: async (ctx, { code }) => {
    const check = await byCode(ctx, code);
    if (check === null) return null;
    const { createdAt, expiresAt, submittedAt = null, workosUserId = null, report = null } = check;
    const head = { code: check.code, createdAt, expiresAt, submittedAt, workosUserId, report };
    return { ...head, findings: await findingsIn(ctx, check) };
  },
});

/** Judged for the app this console belongs to, or the only one there is. */
async function findingsIn(ctx: QueryCtx, { report, submittedAt }: Doc<"selfChecks">) {
  if (report === undefined || submittedAt === undefined) return [];
  const seen = evidence("selfCheck", report, { source: "the self-check", at: submittedAt });
  const environments = await ctx.db.query("environments").take(MAX_ENVIRONMENTS);
  const own = environments.find((one) => usesThisWorkos(one) && usesThisConvex(one));
  const app = own ?? (environments.length === 1 ? environments[0] : undefined);
  return judge([seen], {
    authMode: app?.authMode ?? null,
    environment: app === undefined ? null : toRecord(app),
    now: submittedAt,
    deployment: deploymentValues(),
  });
}

async function byCode(ctx: Pick<QueryCtx, "db">, code: string): Promise<Doc<"selfChecks"> | null> {
  const typed = code.trim().toUpperCase();
  return await ctx.db
    .query("selfChecks")
    .withIndex("by_code", (q) => q.eq("code", typed))
    .unique();
}

function newCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(CODE_LENGTH));
  return [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
}

function isTooLarge(report: Report): boolean {
  const { hostname, origin = "", browser, rememberedOrganizationId, blockedRequests } = report;
  const hosts = blockedRequests.map(({ host }) => host);
  const texts = [hostname, origin, browser, rememberedOrganizationId ?? "", ...hosts];
  return blockedRequests.length > MAX_BLOCKED || texts.some((text) => text.length > MAX_TEXT);
}

async function prune(ctx: MutationCtx): Promise<void> {
  const old = await ctx.db
    .query("selfChecks")
    .withIndex("by_expires_at", (q) => q.lt("expiresAt", Date.now() - KEPT_AFTER_MS))
    .take(PRUNED_AT_ONCE);
  for (const { _id } of old) await ctx.db.delete("selfChecks", _id);
}
