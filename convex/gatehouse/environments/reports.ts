import { v } from "convex/values";
import { literals, nullable } from "convex-helpers/validators";
import { internalMutation, type QueryCtx } from "../tables/server";
import { appError } from "../lib/errors";
import { reportedVariable } from "../tables/diagnostics";

const KEPT_REPORTS = 20;
const MAX_NAMED = 20;
const MAX_VARIABLES = 40;
const MAX_TEXT = 300;

/**
 * Takes in what `npm run doctor -- --report` says about a host: names and lengths, never a secret's
 * value. Internal, so only a deploy or admin key of this deployment can call it.
 * @throws when it is larger than any honest report, or `not_found` for an environment nobody registered
 */
export const save = internalMutation({
  args: {
    environmentName: v.string(),
    side: literals("hosting", "server"),
    cookiePasswordLength: nullable(v.number()),
    variables: v.array(reportedVariable),
  },
  returns: v.null(),
  handler: async (ctx, report) => {
    const texts = report.variables.flatMap(({ name, value }) => [name, value ?? ""]);
    const isTooLarge = [report.environmentName, ...texts].some((text) => text.length > MAX_TEXT);
    if (isTooLarge || report.variables.length > MAX_VARIABLES) {
      throw new Error("This report is too large; send only the variables of sign-in.");
    }
    await requireEnvironment(ctx, report.environmentName);
    await ctx.db.insert("environmentReports", { ...report, at: Date.now() });
    const reports = await ctx.db
      .query("environmentReports")
      .withIndex("by_environment_at", (q) => q.eq("environmentName", report.environmentName))
      .order("desc")
      .take(KEPT_REPORTS + 1);
    for (const { _id } of reports.slice(KEPT_REPORTS))
      await ctx.db.delete("environmentReports", _id);
    return null;
  },
});

/** A misspelt name would be kept and never shown. */
async function requireEnvironment(ctx: Pick<QueryCtx, "db">, name: string): Promise<void> {
  const environments = ctx.db.query("environments");
  const found = await environments.withIndex("by_name", (q) => q.eq("name", name)).first();
  if (found !== null) return;
  const known = (await ctx.db.query("environments").take(MAX_NAMED)).map((one) => one.name);
  const remedy =
    known.length === 0
      ? "It has none yet: register one under Diagnostics, Environments."
      : `Say one of these with --environment: ${known.join(", ")}.`;
  throw appError("not_found", `The console has no environment called “${name}”. ${remedy}`);
}
