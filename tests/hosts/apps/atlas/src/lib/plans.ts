import type { FunctionReturnType } from 'convex/server'
import type { api } from '../convex/_generated/api'
import type { Doc } from '../convex/_generated/dataModel'

type Viewer = NonNullable<FunctionReturnType<typeof api.users.viewer>>

const SEATS: Record<Doc<'users'>['plan'], number> = { free: 3, team: 25, enterprise: 1_000 }

/** What the settings page says below the person's name. */
export function planLine({ plan, preferences }: Viewer): string {
  const digest = preferences.weeklyDigest ? 'a digest every Monday' : 'no digest'
  return `${plan}: ${SEATS[plan]} seats, ${digest}`
}

/** The initial in the avatar. */
export function initialOf(user: Pick<Doc<'users'>, 'email' | 'name'>): string {
  const text: string = user.name ?? user.email
  return text.charAt(0).toUpperCase()
}
