import {
  customAction,
  customCtx,
  customMutation,
  customQuery,
} from "convex-helpers/server/customFunctions";
import { internal } from "../_generated/api";
import {
  action,
  mutation,
  query,
  type ActionCtx,
  type MutationCtx,
  type QueryCtx,
} from "./tables/server";
import { appendAudit, type AuditEntry } from "./audit/append";
import { type Actor } from "./operators/roles";
import { requireOperator } from "./operators/access";
import type { Role } from "./operators/roles";

interface Access {
  /** The least role that may call the function. */
  role: Role;
}

/**
 * A query of the console: the caller's role is checked before the handler runs.
 * @example operatorQuery({ role: "auditor", args: {}, returns: v.null(), handler: async (ctx) => … })
 */
export const operatorQuery = customQuery(
  query,
  customCtx(async (ctx: QueryCtx, { role }: Access) => ({
    operator: await requireOperator(ctx, role),
  })),
);

/** A change made in the console; `ctx.audit(entry)` records it in the same transaction. */
export const operatorMutation = customMutation(
  mutation,
  customCtx(async (ctx: MutationCtx, { role }: Access) => {
    const operator = await requireOperator(ctx, role);
    return { operator, audit: (entry: AuditEntry) => appendAudit(ctx, operator, entry) };
  }),
);

/** Console work that reaches outside; `ctx.audit(entry)` is a transaction of its own. */
export const operatorAction = customAction(
  action,
  customCtx(async (ctx: ActionCtx, { role }: Access) => {
    const operator: Actor = await ctx.runQuery(internal.gatehouse.operators.authorize, { role });
    const audit = async (entry: AuditEntry): Promise<void> => {
      await ctx.runMutation(internal.gatehouse.audit.append, { actor: operator, entry });
    };
    return { operator, audit };
  }),
);
