import { v } from 'convex/values'
import { internal } from './_generated/api'
import { internalMutation, mutation, query } from './_generated/server'
import { currentUser, mustBeSignedIn } from './model/auth'
import { plan, preferences } from './schema'

export const viewer = query({
  args: {},
  returns: v.union(
    v.null(),
    v.object({ email: v.string(), name: v.optional(v.string()), plan, preferences }),
  ),
  handler: async ctx => {
    const user = await currentUser(ctx)
    if (user === null) return null
    const { email, name, plan, preferences } = user
    return { email, name, plan, preferences }
  },
})

export const signedIn = mutation({
  args: {},
  handler: async ctx => {
    const identity = await ctx.auth.getUserIdentity()
    if (identity === null) throw new Error('Sign in first')
    if (!identity.email) throw new Error('The JWT template has no email')
    const now = Date.now()
    const user = await currentUser(ctx)
    if (user !== null) {
      await ctx.db.patch(user._id, { email: identity.email, name: identity.name, updatedAt: now })
      return user._id
    }
    const userId = await ctx.db.insert('users', {
      workosId: identity.subject,
      email: identity.email,
      name: identity.name,
      plan: 'free',
      preferences: { theme: 'system', weeklyDigest: true },
      createdAt: now,
      updatedAt: now,
    })
    await ctx.scheduler.runAfter(0, internal.users.welcome, { userId })
    return userId
  },
})

export const welcome = internalMutation({
  args: { userId: v.id('users') },
  handler: async (ctx, { userId }) => {
    await ctx.db.insert('projects', {
      ownerId: userId,
      title: 'Your first project',
      status: 'active',
    })
  },
})

export const setPreferences = mutation({
  args: { preferences },
  handler: async (ctx, { preferences }) => {
    const { _id } = await mustBeSignedIn(ctx)
    await ctx.db.patch(_id, { preferences, updatedAt: Date.now() })
  },
})

export const leave = mutation({
  args: {},
  handler: async ctx => {
    const user = await mustBeSignedIn(ctx)
    for await (const project of ctx.db
      .query('projects')
      .withIndex('by_owner_and_status', q => q.eq('ownerId', user._id))) {
      await ctx.db.delete(project._id)
    }
    await ctx.db.delete(user._id)
  },
})
