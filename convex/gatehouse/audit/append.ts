import type { Doc } from "../tables/dataModel";
import type { MutationCtx, QueryCtx } from "../tables/server";
import { GENESIS_HASH, hashDetails, hashEntry } from "./chain";
import type { Actor } from "../operators/roles";

export interface AuditEntry {
  action: string;
  targetType: string;
  targetId: string;
  targetLabel?: string | null;
  before?: string | null;
  after?: string | null;
  reason?: string | null;
}

/** The UTC day of a moment (epoch ms) as `2026-11-23`. */
export function utcDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

async function lastRow(ctx: QueryCtx): Promise<Doc<"auditLog"> | null> {
  return await ctx.db.query("auditLog").withIndex("by_day_seq").order("desc").first();
}

function randomSalt(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Appends a row to the audit chain, in the same mutation as the change it tells of, so that
 * neither can commit without the other.
 */
export async function appendAudit(
  ctx: MutationCtx,
  actor: Actor,
  entry: AuditEntry,
): Promise<void> {
  const last = await lastRow(ctx);
  // A clock that steps back must not reopen a closed day.
  const at = Math.max(Date.now(), last?.at ?? 0);
  const day = utcDay(at);
  const details = {
    salt: randomSalt(),
    actorName: actor.name,
    actorEmail: actor.email,
    targetLabel: entry.targetLabel ?? null,
    before: entry.before ?? null,
    after: entry.after ?? null,
    reason: entry.reason ?? null,
  };
  const sealed = {
    day,
    seq: last?.day === day ? last.seq + 1 : 0,
    at,
    actorId: actor.workosId,
    role: actor.role,
    action: entry.action,
    targetType: entry.targetType,
    targetId: entry.targetId,
    detailsHash: await hashDetails(details),
  };
  const prevHash = last?.hash ?? GENESIS_HASH;
  const hash = await hashEntry(prevHash, sealed);
  await ctx.db.insert("auditLog", { ...sealed, details, prevHash, hash });
}
