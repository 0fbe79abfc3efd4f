import { BOTH_MODES } from "./types";
import type { Cause } from "./types";

const SPEC = "WorkOS OpenAPI document: errors of POST /user_management/authenticate";

/** Refusals of WorkOS that concern one person's attempt. */
export const refusalCauses = {
  "email-unverified": {
    title: "The e-mail address is not verified yet",
    whatThePersonSees: "A page that asks for a code sent by e-mail, or a refusal.",
    cause:
      "WorkOS wants the address confirmed first, and the message was not opened, or went to spam.",
    howItIsProven:
      "WorkOS answered email_verification_required, or says that the address is not verified.",
    remedy: [
      "Ask the person to look for the message to {email}, also in spam, and to enter the code.",
      "Or let them request a new one; three per minute at most.",
    ],
    reply:
      "Your address {email} still needs to be confirmed. Please look for our message, also in the spam folder, and enter the code from it. You can ask for a new one on the sign-in page.",
    deepLink: { workos: "users" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [SPEC],
    certainty: "proven",
  },
  "credentials-refused": {
    title: "The password was wrong",
    whatThePersonSees: "“Invalid e-mail or password”.",
    cause: "WorkOS refused the password, several times.",
    howItIsProven: "authentication.password_failed events, or the error invalid_credentials.",
    remedy: [
      "Ask the person to reset the password on the sign-in page, or to use a code by e-mail.",
    ],
    reply:
      "The password was not accepted. Please reset it on the sign-in page, or choose to receive a code by e-mail instead.",
    deepLink: { workos: "users" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [SPEC],
    certainty: "proven",
  },
  "one-time-code-refused": {
    title: "The code by e-mail was wrong, old or used already",
    whatThePersonSees: "“Invalid code” or “code expired”.",
    cause: "Codes live a few minutes and work once; a newer one makes the older one useless.",
    howItIsProven: "WorkOS answered with one of the one_time_code errors.",
    remedy: ["Ask the person to request one new code and to use only the newest message."],
    reply:
      "The code was not accepted; codes work once and only for a few minutes. Please ask for one new code and use the newest message.",
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [SPEC],
    certainty: "proven",
  },
  "mfa-unfinished": {
    title: "The second factor was not completed",
    whatThePersonSees:
      "The sign-in stops at the page that asks for a code of an authenticator app, or to set one up.",
    cause: "Multi-factor authentication is required, and this step failed or was left.",
    howItIsProven:
      "WorkOS answered mfa_challenge or mfa_enrollment, or authentication.mfa_failed came.",
    remedy: [
      "Ask the person to enter a fresh code; the phone's clock must be right.",
      "If the phone is lost, remove the factor of {email} in the WorkOS dashboard.",
    ],
    reply:
      "The second step of your sign-in was not completed. Please enter a fresh code from your authenticator app, and check that your phone's clock is right. If you no longer have the phone, tell us.",
    deepLink: { workos: "users" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [SPEC],
    certainty: "proven",
  },
  "method-not-allowed": {
    title: "This way of signing in is switched off",
    whatThePersonSees: "A refusal that names the method.",
    cause: "The environment or the person's organization does not allow this method.",
    howItIsProven:
      "WorkOS answered authentication_method_not_allowed, email_password_auth_disabled or organization_authentication_methods_required.",
    remedy: [
      "Tell the person which methods are allowed.",
      "Or allow the method under Authentication in the WorkOS dashboard.",
    ],
    reply:
      "This way of signing in is not available for your account. Please choose another one on the sign-in page.",
    deepLink: { workos: "authentication" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [SPEC],
    certainty: "proven",
  },
  "sign-up-refused": {
    title: "Signing up is not open to this person",
    whatThePersonSees: "“Sign up not allowed”, or an invitation that does not work.",
    cause: "Sign-up is closed, or the invitation is expired, used, or for another address.",
    howItIsProven:
      "WorkOS answered sign_up_not_allowed, invitation_invalid or invitation_cannot_be_used_for_email.",
    remedy: [
      "Send a new invitation to {email}, or open sign-up under Authentication in the WorkOS dashboard.",
    ],
    reply:
      "Signing up needs an invitation to the very address you use. We are sending a new one to {email}; please open it within a few days.",
    deepLink: { workos: "authentication" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [SPEC],
    certainty: "proven",
  },
  "access-denied": {
    title: "The sign-in was cancelled or denied",
    whatThePersonSees: "Back in the app, signed out, with access_denied in the address.",
    cause: "The person pressed cancel, did not consent, or an action of yours at WorkOS denied it.",
    howItIsProven:
      "WorkOS sent access_denied back to the app, or action.authentication.denied came.",
    remedy: [
      "Ask the person to try again and to allow access.",
      "If they did, look at your authentication action: it may deny them.",
    ],
    reply:
      "The sign-in was cancelled before it was complete. Please try again and choose “Allow” when asked.",
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: ["WorkOS documentation: errors returned to the redirect URI"],
    certainty: "proven",
  },
  "risk-challenge": {
    title: "WorkOS's fraud protection stopped the sign-in",
    whatThePersonSees: "An extra challenge, or a refusal without much explanation.",
    cause: "Radar judged the sign-in risky: an unusual place, a listed address, too many tries.",
    howItIsProven:
      "WorkOS answered with a radar challenge, or authentication.radar_risk_detected came.",
    remedy: [
      "Ask the person to complete the challenge, or to try from their usual network without a VPN.",
      "If they are known to you, look at Radar's decision in the WorkOS dashboard.",
    ],
    reply:
      "Our protection against fraud stopped the sign-in. Please try again from your usual network, without a VPN, and complete the extra step if there is one.",
    deepLink: { workos: "authentication" },
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [SPEC],
    certainty: "proven",
  },
  "organization-selection-required": {
    title: "The person must choose an organization",
    whatThePersonSees: "The sign-in stops with organization_selection_required.",
    cause:
      "The person belongs to several organizations and the app's own sign-in code does not ask which.",
    howItIsProven: "WorkOS answered organization_selection_required.",
    remedy: [
      "Let the hosted AuthKit page ask, or complete the sign-in with the organization the person chose.",
    ],
    deepLink: null,
    severity: "blocking",
    authModes: BOTH_MODES,
    sources: [SPEC],
    certainty: "proven",
  },
  "rate-limited": {
    title: "Too many tries in a short time",
    whatThePersonSees: "“Too many requests”. Waiting helps.",
    cause:
      "WorkOS limits sign-ins per address and per e-mail: ten in a minute, three codes in a minute.",
    howItIsProven: "WorkOS answered 429 or too_many_requests.",
    remedy: [
      "Ask the person to wait one minute and to try once.",
      "If it happens to many at once, look for a login loop or for a test that signs in very often.",
    ],
    reply: "There were many tries in a short time. Please wait one minute and then try once.",
    deepLink: null,
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: ["WorkOS documentation: rate limits"],
    certainty: "proven",
  },
} as const satisfies Record<string, Cause>;
