import { BOTH_MODES } from "./types";
import type { Cause } from "./types";

/** Causes that concern one person or one operator, while everybody else can sign in. */
export const personCauses = {
  "user-deleted": {
    title: "This account was deleted",
    whatThePersonSees: "Signed out, or told that the account does not exist.",
    cause:
      "The user was deleted at WorkOS. The row in Convex stays as a mark so that late events do not bring it back.",
    howItIsProven:
      "The row has a time of deletion, or WorkOS answers that the user does not exist.",
    remedy: [
      "If this was a mistake, create the user again at WorkOS: it will be a new account with a new ID.",
      "Otherwise tell the person that {email} was deleted.",
    ],
    reply:
      "The account for {email} was deleted. If you did not expect this, please answer this message and we will look into it.",
    deepLink: { workos: "users" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["WorkOS events: user.deleted"],
    certainty: "proven",
  },
  "person-unknown": {
    title: "Nobody with this e-mail address exists",
    whatThePersonSees: "“No account found”, or a new empty account instead of their own.",
    cause:
      "The person signed up with another address, or another way of signing in gave another address.",
    howItIsProven: "WorkOS has no user with {email}, and neither has Convex.",
    remedy: [
      "Ask which address they used to sign up, and with which method (GitHub and Google may give different ones).",
      "If they are new, ask them to sign up.",
    ],
    reply:
      "We know no account with the address {email}. Did you perhaps sign up with another address, or with Google or GitHub under another one? Tell us which, or sign up.",
    deepLink: { workos: "users" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["WorkOS API: list users by e-mail"],
    certainty: "proven",
  },
  "no-attempt-seen": {
    title: "No sign-in of this person ever reached WorkOS",
    whatThePersonSees: "They say that they cannot sign in.",
    cause:
      "WorkOS records nothing when a sign-in stops before its own page: a wrong address, a blocked page, a redirect error, or a closed window.",
    howItIsProven: "There is no event about this person in the time looked at.",
    remedy: [
      "Ask which address they open and what the last page says.",
      "Send them the self-check link, and press “Run all checks” under Diagnostics.",
    ],
    reply:
      "We do not see any attempt of yours reaching our sign-in. Which address do you open, and what does the last page say? A screenshot helps most.",
    deepLink: null,
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: ["WorkOS events: bare failures emit none"],
    certainty: "possible",
  },
  "sessions-ended": {
    title: "The person's sessions were all ended",
    whatThePersonSees: "Signed out everywhere; signing in again works.",
    cause: "An administrator revoked them, the person signed out everywhere, or they expired.",
    howItIsProven: "WorkOS lists sessions of this person, and none of them is active.",
    remedy: ["Ask the person to sign in again."],
    reply: "You were signed out everywhere. Please sign in again; nothing is lost.",
    deepLink: { workos: "users" },
    severity: "advisory",
    authModes: BOTH_MODES,
    sources: ["WorkOS API: list sessions of a user"],
    certainty: "proven",
  },
  "operator-not-listed": {
    title: "This person is not an operator of the console",
    whatThePersonSees: "The console says that they have no access, although sign-in works.",
    cause:
      "The address is not in GATEHOUSE_ADMINS and no admin has added them, or an admin has taken their role away.",
    howItIsProven: "Convex knows the person and finds that they are no operator.",
    remedy: [
      "An admin can add {email} under Settings → Operators.",
      "For the very first admin, run: npx convex env set GATEHOUSE_ADMINS {email}. It replaces the list, so name every first admin, separated by commas.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["design of Gatehouse: operators"],
    certainty: "proven",
  },
  "operator-email-unverified": {
    title: "The operator's address is on the list but not verified",
    whatThePersonSees: "The console says that they have no access.",
    cause:
      "GATEHOUSE_ADMINS counts only for an address that WorkOS has verified; otherwise anybody could claim it.",
    howItIsProven: "The synced profile says that the address is not verified.",
    remedy: ["Verify {email}: sign in once with a code by e-mail, or through Google or GitHub."],
    reply:
      "Your address {email} is not verified yet. Please sign in once with a code by e-mail, or through Google or GitHub, and open the console again.",
    deepLink: { workos: "users" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["design of Gatehouse: operators"],
    certainty: "proven",
  },
} as const satisfies Record<string, Cause>;
