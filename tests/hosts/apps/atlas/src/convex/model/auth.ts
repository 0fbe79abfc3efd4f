import type { Doc } from '../_generated/dataModel'
import type { QueryCtx } from '../_generated/server'

export async function currentUser(ctx: QueryCtx): Promise<Doc<'users'> | null> {
  const identity = await ctx.auth.getUserIdentity()
  if (identity === null) return null
  return await ctx.db
    .query('users')
    .withIndex('workosId', q => q.eq('workosId', identity.subject))
    .unique()
}

export async function mustBeSignedIn(ctx: QueryCtx): Promise<Doc<'users'>> {
  const user = await currentUser(ctx)
  if (user === null) throw new Error('Sign in first')
  return user
}
