import { v, type Infer, type ObjectType } from "convex/values";
import { nullable } from "convex-helpers/validators";
import { internal } from "../_generated/api";
import type { Doc } from "./tables/dataModel";
import { internalMutation, type MutationCtx } from "./tables/server";
import { beginRun } from "./checks/store";
import { environmentName, requireEnv, workosApiUrl } from "./env/read";
import { kindOf, toRecord, usesThisConvex, usesThisWorkos } from "./environments/record";
import { environmentProblem } from "./environments/rules";
import { appError } from "./lib/errors";
import { operatorMutation, operatorQuery } from "./functions";
import { checklist, environmentFields, workosKind } from "./tables/diagnostics";

const MAX_ENVIRONMENTS = 20;

const text = nullable(v.string());

const environmentRow = v.object({
  ...environmentFields,
  _id: v.id("environments"),
  callbackPath: text,
  checklist: nullable(checklist),
  workosEnvironmentId: text,
  kind: workosKind,
  convexUrl: v.string(),
  webhookUrl: v.string(),
  // Whether this deployment's API key and data are the environment's own.
  usesThisWorkos: v.boolean(),
  usesThisConvex: v.boolean(),
  createdAt: v.number(),
  updatedAt: v.number(),
});

function toRow(environment: Doc<"environments">): Infer<typeof environmentRow> {
  const { _id, name, appUrl, redirectUris, authMode, apiHost, clientId } = environment;
  const { convexUrl, webhookUrl } = toRecord(environment);
  return {
    ...{ _id, name, appUrl, redirectUris, authMode, apiHost, clientId, convexUrl, webhookUrl },
    callbackPath: environment.callbackPath ?? null,
    checklist: environment.checklist ?? null,
    workosEnvironmentId: environment.workosEnvironmentId ?? null,
    kind: kindOf(environment),
    usesThisWorkos: usesThisWorkos(environment),
    usesThisConvex: usesThisConvex(environment),
    createdAt: environment.createdAt,
    updatedAt: environment.updatedAt,
  };
}

/** The app's environments, oldest first. */
export const list = operatorQuery({
  role: "auditor",
  args: {},
  returns: v.array(environmentRow),
  handler: async (ctx) => {
    const rows = await ctx.db.query("environments").take(MAX_ENVIRONMENTS);
    return rows.map(toRow);
  },
});

/**
 * Adds an environment, or replaces one when `id` is given.
 * @throws `invalid_input` with the rule that is broken, `not_found`
 */
export const save = operatorMutation({
  role: "admin",
  args: { id: v.optional(v.id("environments")), ...environmentFields },
  returns: v.id("environments"),
  handler: async (ctx, { id, ...fields }) => {
    const problem = environmentProblem(fields, environmentName());
    if (problem !== null) throw appError("invalid_input", problem);
    const before = id === undefined ? null : await ctx.db.get("environments", id);
    if (id !== undefined && before === null) {
      throw appError("not_found", "This environment was removed meanwhile.");
    }
    const namesake = await byName(ctx, fields.name);
    if (namesake !== null && namesake._id !== before?._id) {
      throw appError("invalid_input", `There is already an environment called ${fields.name}.`);
    }
    const saved = await store(ctx, before, fields);
    await ctx.audit({
      action: before === null ? "environment.add" : "environment.change",
      targetType: "environment",
      targetId: saved,
      targetLabel: fields.name,
      before: before === null ? null : before.appUrl,
      after: fields.appUrl,
    });
    return saved;
  },
});

/** Removes an environment; its runs stay until they are pruned with their age. */
export const remove = operatorMutation({
  role: "admin",
  args: { id: v.id("environments") },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    const environment = await ctx.db.get("environments", id);
    if (environment === null) return null;
    await ctx.db.delete("environments", id);
    await ctx.scheduler.runAfter(0, internal.gatehouse.checks.runs.forget, { environmentId: id });
    await ctx.audit({
      action: "environment.remove",
      targetType: "environment",
      targetId: id,
      targetLabel: environment.name,
    });
    return null;
  },
});

/**
 * Registers the local stack as an environment and runs its checks the first time, so that
 * Diagnostics has something to show at once. Only where GATEHOUSE_ENVIRONMENT is "Local".
 */
export const registerLocal = internalMutation({
  args: { appUrl: v.string(), redirectUris: v.array(v.string()) },
  returns: v.id("environments"),
  handler: async (ctx, addresses) => {
    const name = environmentName();
    if (name !== "Local") {
      throw new Error(`Only a local stack registers itself; GATEHOUSE_ENVIRONMENT is "${name}".`);
    }
    const { host: apiHost } = new URL(workosApiUrl());
    const clientId = requireEnv("WORKOS_CLIENT_ID");
    const own = { ...addresses, name, apiHost, clientId, authMode: "client-only" as const };
    const before = await byName(ctx, name);
    const checklist = before?.checklist;
    const id = await store(ctx, before, checklist === undefined ? own : { ...own, checklist });
    const environment = await ctx.db.get("environments", id);
    if (before === null && environment !== null) {
      await beginRun(ctx, environment, { startedBy: "local stack" });
    }
    return id;
  },
});

async function byName(ctx: MutationCtx, name: string): Promise<Doc<"environments"> | null> {
  return await ctx.db
    .query("environments")
    .withIndex("by_name", (q) => q.eq("name", name))
    .first();
}

async function store(
  ctx: MutationCtx,
  before: Doc<"environments"> | null,
  fields: ObjectType<typeof environmentFields>,
) {
  const now = Date.now();
  const row = { ...fields, createdAt: before?.createdAt ?? now, updatedAt: now };
  if (before === null) return await ctx.db.insert("environments", row);
  await ctx.db.replace("environments", before._id, row);
  return before._id;
}
