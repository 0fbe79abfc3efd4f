import { v } from 'convex/values'
import { mutation, query } from './_generated/server'
import { mustBeSignedIn } from './model/auth'

export const list = query({
  args: { status: v.union(v.literal('active'), v.literal('archived')) },
  handler: async (ctx, { status }) => {
    const user = await mustBeSignedIn(ctx)
    return await ctx.db
      .query('projects')
      .withIndex('by_owner_and_status', q => q.eq('ownerId', user._id).eq('status', status))
      .collect()
  },
})

export const create = mutation({
  args: { title: v.string(), dueAt: v.optional(v.number()) },
  returns: v.id('projects'),
  handler: async (ctx, { title, dueAt }) => {
    const user = await mustBeSignedIn(ctx)
    return await ctx.db.insert('projects', { ownerId: user._id, title, dueAt, status: 'active' })
  },
})

export const archive = mutation({
  args: { id: v.id('projects') },
  handler: async (ctx, { id }) => {
    const user = await mustBeSignedIn(ctx)
    const project = await ctx.db.get(id)
    if (project?.ownerId !== user._id) throw new Error('Not your project')
    await ctx.db.patch(id, { status: 'archived' })
  },
})
