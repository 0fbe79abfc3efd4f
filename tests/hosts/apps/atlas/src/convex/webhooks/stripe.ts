import { v } from 'convex/values'
import { internal } from '../_generated/api'
import { httpAction, internalMutation } from '../_generated/server'
import { plan } from '../schema'
import { isSignedBy } from './signature'

interface StripeEvent {
  id: string
  type: string
  data: { object: { customer: string; customer_email: string; amount_paid: number; plan: string } }
}

export const receive = httpAction(async (ctx, request) => {
  const body = await request.text()
  const secret = process.env.STRIPE_WEBHOOK_SECRET ?? ''
  if (!(await isSignedBy(secret, request.headers.get('Stripe-Signature'), body)))
    return new Response('Bad signature', { status: 400 })
  const event = JSON.parse(body) as StripeEvent
  const { customer, customer_email: email, amount_paid, plan } = event.data.object
  await ctx.runMutation(internal.webhooks.stripe.paid, {
    stripeEventId: event.id,
    type: event.type,
    customer,
    email,
    amount: BigInt(amount_paid),
    plan: plan === 'enterprise' ? 'enterprise' : 'team',
  })
  return new Response(null, { status: 204 })
})

export const paid = internalMutation({
  args: {
    stripeEventId: v.string(),
    type: v.string(),
    customer: v.string(),
    email: v.string(),
    amount: v.int64(),
    plan,
  },
  handler: async (ctx, { stripeEventId, type, customer, email, amount, plan }) => {
    const seen = await ctx.db
      .query('payments')
      .withIndex('by_stripe_event', q => q.eq('stripeEventId', stripeEventId))
      .unique()
    if (seen !== null) return
    const user = await ctx.db
      .query('users')
      .withIndex('by_email', q => q.eq('email', email))
      .unique()
    if (user === null) throw new Error(`Nobody here is ${email}`)
    await ctx.db.patch(user._id, { stripeCustomerId: customer, plan, updatedAt: Date.now() })
    await ctx.db.insert('payments', { stripeEventId, type, userId: user._id, amount })
  },
})
