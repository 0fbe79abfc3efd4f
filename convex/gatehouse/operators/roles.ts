import type { Infer } from "convex/values";
import type { role } from "../tables/operators";

export type Role = Infer<typeof role>;

/** Who acts: an operator, as the audit row will show them. */
export interface Actor {
  workosId: string;
  role: Role;
  name: string | null;
  email: string | null;
}

/**
 * Each role may do all that the ones before it may. Auditors read users, metrics and the audit log;
 * support also reads webhooks and diagnostics, edits agents, revokes sessions and replays; admins
 * also delete, export and appoint operators.
 */
export const ROLES = ["auditor", "support", "admin"] as const satisfies readonly Role[];

/** Whether someone with role `held` may do what `required` asks for. */
export function allows(held: Role, required: Role): boolean {
  return ROLES.indexOf(held) >= ROLES.indexOf(required);
}
