import { httpRouter } from 'convex/server'
import { httpAction } from './_generated/server'
import { api } from './_generated/api'
import { receive } from './webhooks/stripe'

const router = httpRouter()

router.route({ path: '/stripe/webhook', method: 'POST', handler: receive })

router.route({
  path: '/api/projects',
  method: 'GET',
  handler: httpAction(async (ctx) => {
    if ((await ctx.auth.getUserIdentity()) === null) return new Response('Sign in', { status: 401 })
    const projects = await ctx.runQuery(api.projects.list, { status: 'active' })
    return Response.json(projects.map(({ title }) => ({ title })))
  }),
})

export default router
