import { defineSchema, defineTable } from 'convex/server'
import { v } from 'convex/values'

export const plan = v.union(v.literal('free'), v.literal('team'), v.literal('enterprise'))

export const preferences = v.object({
  theme: v.union(v.literal('light'), v.literal('dark'), v.literal('system')),
  weeklyDigest: v.boolean(),
})

const schema = defineSchema({
  users: defineTable({
    workosId: v.string(),
    email: v.string(),
    name: v.optional(v.string()),
    plan,
    preferences,
    stripeCustomerId: v.optional(v.string()),
    createdAt: v.number(),
    updatedAt: v.number(),
  })
    .index('workosId', ['workosId'])
    .index('by_email', ['email'])
    .index('by_stripe_customer', ['stripeCustomerId'])
    .searchIndex('search_name', { searchField: 'name', filterFields: ['plan'] }),

  projects: defineTable({
    ownerId: v.id('users'),
    title: v.string(),
    status: v.union(v.literal('active'), v.literal('archived')),
    dueAt: v.optional(v.number()),
  })
    .index('by_owner_and_status', ['ownerId', 'status'])
    .index('by_due', ['dueAt']),

  payments: defineTable({
    stripeEventId: v.string(),
    userId: v.id('users'),
    type: v.string(),
    amount: v.int64(),
  }).index('by_stripe_event', ['stripeEventId']),
})

export default schema
