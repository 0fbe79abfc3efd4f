import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { nullable } from "convex-helpers/validators";
import { normalizeAgents } from "./users/agents";
import { readCounter } from "./lib/counters";
import { appError } from "./lib/errors";
import { operatorMutation, operatorQuery } from "./functions";
import { userByWorkosId } from "./users/find";
import { timelineEntry, timelineOf } from "./users/history";
import { syncUserAgents } from "./users/agentRows";
import { listUsers, userFilter, userSort } from "./users/listing";
import { displayName, statusOf, toUserDetail, toUserRow, userDetail, userRow } from "./users/row";

const DEFAULT_TIMELINE_ENTRIES = 50;
const MAX_TIMELINE_ENTRIES = 200;
const MAX_AGENTS = 64;
const MAX_AGENT_LENGTH = 64;

/** Users, a page at a time. With a search the order is by relevance and `sort` does not count. */
export const list = operatorQuery({
  role: "auditor",
  args: { paginationOpts: paginationOptsValidator, sort: userSort, filter: userFilter },
  returns: paginationResultValidator(userRow),
  handler: async (ctx, { paginationOpts, sort, filter }) => {
    const result = await listUsers(ctx, sort, filter, paginationOpts);
    return { ...result, page: result.page.map(toUserRow) };
  },
});

/** How many users there are, by status. */
export const totals = operatorQuery({
  role: "auditor",
  args: {},
  returns: v.object({
    all: v.number(),
    active: v.number(),
    pending: v.number(),
    deleted: v.number(),
  }),
  handler: async (ctx) => {
    const active = await readCounter(ctx, "users:active");
    const pending = await readCounter(ctx, "users:pending");
    const deleted = await readCounter(ctx, "users:deleted");
    return { all: active + pending + deleted, active, pending, deleted };
  },
});

/** One user, by Convex id or WorkOS id; null when there is none. */
export const get = operatorQuery({
  role: "auditor",
  args: { id: v.string() },
  returns: nullable(userDetail),
  handler: async (ctx, { id }) => {
    const rowId = ctx.db.normalizeId("users", id);
    const user = rowId === null ? await userByWorkosId(ctx, id) : await ctx.db.get("users", rowId);
    return user === null ? null : toUserDetail(user);
  },
});

/**
 * Replaces a user's agents. `expected` is the list the operator saw; if the row has moved on since,
 * nothing is written and the error is `changed_meanwhile`.
 * @throws `not_found`, `user_deleted`, `changed_meanwhile`, `invalid_input`
 */
export const setEnabledAgents = operatorMutation({
  role: "support",
  args: {
    id: v.id("users"),
    enabledAgents: v.array(v.string()),
    expected: v.optional(v.array(v.string())),
  },
  returns: userDetail,
  handler: async (ctx, { id, enabledAgents, expected }) => {
    const user = await ctx.db.get("users", id);
    if (user === null) throw appError("not_found", "This user is no longer in the table.");
    if (statusOf(user) === "deleted") {
      throw appError(
        "user_deleted",
        "This user is deleted and uses nothing: leave them as they are.",
      );
    }
    const before = normalizeAgents(user.enabledAgents ?? []);
    const after = normalizeAgents(enabledAgents);
    requireSaneAgents(after);
    if (expected !== undefined && !sameAgents(normalizeAgents(expected), before)) {
      throw appError("changed_meanwhile", "Someone changed these agents meanwhile: look again.");
    }
    if (sameAgents(before, after)) return toUserDetail(user);
    const changed = { ...user, enabledAgents: after, updatedAt: Date.now() };
    await ctx.db.patch("users", id, { enabledAgents: after, updatedAt: changed.updatedAt });
    await syncUserAgents(ctx, changed);
    await ctx.audit({
      action: "user.agents.set",
      targetType: "user",
      targetId: user.workosId,
      targetLabel: user.email ?? displayName(user),
      before: before.join(", "),
      after: after.join(", "),
    });
    return toUserDetail(changed);
  },
});

/** What happened to a user, newest first: WorkOS events and operators' acts. */
export const timeline = operatorQuery({
  role: "auditor",
  args: { id: v.id("users"), limit: v.optional(v.number()) },
  returns: v.array(timelineEntry),
  handler: async (ctx, { id, limit = DEFAULT_TIMELINE_ENTRIES }) => {
    const user = await ctx.db.get("users", id);
    if (user === null) return [];
    const entries = Math.min(Math.max(1, Math.trunc(limit)), MAX_TIMELINE_ENTRIES);
    return await timelineOf(ctx, user.workosId, entries);
  },
});

function sameAgents(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((agent) => b.includes(agent));
}

function requireSaneAgents(agents: readonly string[]): void {
  const tooLong = agents.find((agent) => agent.length > MAX_AGENT_LENGTH);
  if (agents.length > MAX_AGENTS || tooLong !== undefined) {
    throw appError(
      "invalid_input",
      `At most ${MAX_AGENTS} agents, each of at most ${MAX_AGENT_LENGTH} characters.`,
    );
  }
}
