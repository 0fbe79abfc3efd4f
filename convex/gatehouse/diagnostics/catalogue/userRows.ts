import { BOTH_MODES } from "./types";
import type { Cause } from "./types";

const COMPONENT = "https://github.com/get-convex/workos-authkit";

/** Causes that lie in the rows of the users table. */
export const userRowCauses = {
  "user-not-created": {
    title: "User not created in Convex",
    whatThePersonSees:
      "The person signs in, and the app has no account for them: an empty page, or “user not found”.",
    cause:
      "Nothing creates rows by itself: auth.config.ts only says whose tokens Convex accepts, and has no setting that provisions users. The row is made by the app's call after sign-in (gatehouse/provisioning:ensureUser) or by a webhook. The call was never made or failed, and no webhook filled the gap.",
    howItIsProven: "People with a completed sign-in have no row in the users table.",
    remedy: [
      "In the console press “Create … from WorkOS” beside this finding: it fetches the {count} people from WorkOS and makes their rows.",
      "In the app's code call gatehouse/provisioning:ensureUser once after every sign-in, and show its error.",
      "Open Webhooks in the WorkOS dashboard: an endpoint should send user.created to {webhookUrl}.",
    ],
    deepLink: { workos: "webhooks" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [
      "source code of OpenSync: users.getOrCreate in Dashboard.tsx",
      "the original guide, corrected",
    ],
    certainty: "proven",
  },
  "profile-claims-missing": {
    title: "New rows have no e-mail and no name",
    whatThePersonSees:
      "The person is signed in, and the app greets nobody; support cannot find them by e-mail.",
    cause:
      "WorkOS's access token carries neither e-mail nor name unless a JWT template adds them. Code that copies them from the token writes nothing, or erases what a webhook had written.",
    howItIsProven: "A real token lacks the claims, and rows without an e-mail exist.",
    remedy: [
      "Let Gatehouse fetch the profiles from WorkOS: open Webhooks → Sync in the console and press “Compare and repair”. WORKOS_API_KEY must be set in Convex.",
      'Or open the JWT template in the WorkOS dashboard (it decides what stands in tokens) and add "email": "{{ user.email }}".',
      "In the app's code never overwrite a stored e-mail or name with nothing.",
    ],
    deepLink: { workos: "jwtTemplate" },
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: [
      "https://github.com/workos/template-convex-nextjs-authkit/pull/3",
      "https://github.com/agentclash/agentclash/pull/411",
      `${COMPONENT}/issues/11`,
    ],
    certainty: "proven",
  },
  "pending-profile": {
    title: "The profile has not arrived from WorkOS yet",
    whatThePersonSees: "Signed in, but without name and e-mail for the moment.",
    cause:
      "The row was made at sign-in; the profile is fetched from WorkOS afterwards, and that has not succeeded yet.",
    howItIsProven: "The row's status is pending.",
    remedy: [
      "Wait a minute: the next webhook or the event pull completes it.",
      "If it stays pending, press “Run all checks” under Diagnostics to see whether WorkOS accepts WORKOS_API_KEY, then open Webhooks → Sync in the console and press “Compare and repair”.",
    ],
    deepLink: null,
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: ["design of Gatehouse: provisioning"],
    certainty: "proven",
  },
  "users-predate-webhook": {
    title: "People who signed up before the webhook are missing",
    whatThePersonSees: "Older accounts are not in the console, newer ones are.",
    cause: "A webhook tells only what happens from now on.",
    howItIsProven:
      "The last comparison of all users found people at WorkOS who still have no row in Convex.",
    remedy: [
      "To add the missing {count}, open Webhooks → Sync in the console and press “Compare and repair”: it lists all users at WorkOS.",
    ],
    deepLink: null,
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: [`${COMPONENT}/pull/3`],
    certainty: "proven",
  },
  "user-row-duplicated": {
    title: "One person has two rows",
    whatThePersonSees: "Settings seem to vanish, or “user not found” right after signing up.",
    cause:
      "The first sign-in and the user.created webhook both made a row, at the same moment and in different code.",
    howItIsProven: "More than one row has the same WorkOS ID.",
    remedy: [
      "In the app's code create rows in one place only: look up by WorkOS ID and insert in the same mutation.",
      "In the Convex dashboard open Data → users, move what is missing to the older row of each pair, and delete the newer one.",
    ],
    deepLink: null,
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: [`${COMPONENT}/pull/23`],
    certainty: "proven",
  },
  "deleted-user-resurrected": {
    title: "A deleted person is back",
    whatThePersonSees: "Somebody deleted at WorkOS still has an account in the app.",
    cause: "A late event, or a token that was still valid, made the row again after the deletion.",
    howItIsProven:
      "The row is active while WorkOS does not know this user, or did not list them in the last comparison of all users.",
    remedy: [
      "To mark the row as deleted for good, open Webhooks → Sync in the console and press “Compare and repair”.",
    ],
    deepLink: null,
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: [`${COMPONENT}/pull/77`],
    certainty: "proven",
  },
} as const satisfies Record<string, Cause>;
