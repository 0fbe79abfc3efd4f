import type { FailureKind, MethodName } from "../../../local/workos/model/methods";
import { newUser } from "../../../local/workos/model/users";
import { ADA, adaSignsIn, DEVICE, pass, type Deployment, type Setup } from "../deployment";
import { doubleAda, forgetAda } from "./happenings";
import type { Scenario } from "./types";
import { diagnosed } from "./types";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

const SAFARI =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1";

/** Ada as WorkOS has her. */
export function adaIn({ workos: { model } }: Deployment) {
  const ada = model.users.byEmail(ADA);
  if (ada === undefined) throw new Error("Ada is not at WorkOS.");
  return ada;
}

type Step = (deployment: Deployment) => Promise<void> | void;

/** Ada signs up and in; an hour later this happens, step by step. */
export const later = (...steps: Step[]): Setup => ({
  happens: async (deployment) => {
    adaSignsIn(deployment);
    await deployment.settle();
    pass(60 * MINUTE_MS);
    for (const step of steps) {
      await step(deployment);
      await deployment.settle();
    }
  },
});

const fails =
  (method: MethodName, kind: FailureKind, times = 3): Step =>
  (deployment) => {
    for (let left = times; left > 0; left -= 1) {
      deployment.workos.model.signIns.fail(adaIn(deployment), method, kind, DEVICE);
      pass(MINUTE_MS);
    }
  };

/** WorkOS refuses Ada with a code that the stand-in's sign-in page does not give. */
const refused =
  (type: string, code: string): Step =>
  (deployment) => {
    const { id, email } = adaIn(deployment);
    deployment.workos.model.events.emit(`authentication.${type}_failed`, {
      ...{ type, status: "failed", user_id: id, email, ...DEVICE },
      error: { code, message: "Refused." },
    });
    pass(MINUTE_MS);
  };

/** Ada's browser signs in again and again. */
export const loops =
  (device = DEVICE, rounds = 22): Step =>
  async (deployment) => {
    const { model } = deployment.workos;
    for (let round = 0; round < rounds; round += 1) {
      model.sessions.start(adaIn(deployment), "google", device);
      await deployment.settle();
      pass(1.8 * SECOND_MS);
    }
  };

const isDeletedAtWorkos: Step = (deployment) =>
  deployment.workos.model.users.remove(adaIn(deployment));

const deliveriesAreLost: Step = ({ workos: { model } }) =>
  void model.setFaults({ webhooks: { lose: 1 } });

const sessionsAreRevoked: Step = ({ workos: { model } }) => {
  for (const session of model.tables.sessions.all()) model.sessions.revoke(session);
};

const addressIsUnverified: Step = (deployment) =>
  void deployment.workos.model.users.update(adaIn(deployment), { email_verified: false });

const signedInBeforeTheWebhook: Setup = {
  happens: async (deployment) => {
    const { model } = deployment.workos;
    const ada = newUser({ email: ADA, email_verified: true }, model.ids, Date.now());
    model.load({ users: [ada] });
    model.sessions.start(model.users.noteSignIn(ada, ada.created_at), "google", DEVICE);
    await deployment.settle();
    pass(20 * MINUTE_MS);
  },
};

const signedUpOnly: Setup = {
  happens: ({ workos: { model } }) =>
    void model.users.create({ email: ADA, email_verified: true, first_name: "Ada" }),
};

/** People who cannot sign in, for reasons of their own. */
export const people: readonly Scenario[] = [
  diagnosed("a forgotten password", "credentials-refused", later(fails("password", "wrong", 5))),
  diagnosed("a deleted account", "user-deleted", later(isDeletedAtWorkos)),
  diagnosed("another address than the one they signed up with", "person-unknown", later(), {
    email: "ada.lovelace@example.com",
  }),
  diagnosed("signed in at WorkOS, no row", "user-not-created", later(forgetAda)),
  diagnosed("a profile that never came", "pending-profile", signedInBeforeTheWebhook),
  diagnosed(
    "an address that was never verified",
    "email-unverified",
    later(addressIsUnverified, refused("magic_auth", "email_verification_required")),
  ),
  diagnosed("a loop whose reason is not known yet", "cookie-not-set", later(loops())),
  diagnosed("sessions that an admin ended", "sessions-ended", later(sessionsAreRevoked)),
  diagnosed(
    "an identity provider that sends no profile",
    "sso-connection-broken",
    later(fails("sso", "wrong")),
  ),
];

/** As above, not looked at while the rules were written. */
export const heldOutPeople: readonly Scenario[] = [
  diagnosed(
    "a code that expired",
    "one-time-code-refused",
    later(fails("magic_auth", "expired", 2)),
  ),
  diagnosed(
    "a phone that was lost",
    "mfa-unfinished",
    later(refused("mfa", "mfa_challenge"), refused("mfa", "mfa_challenge")),
  ),
  diagnosed("too many tries", "rate-limited", later(refused("magic_auth", "too_many_requests"))),
  diagnosed(
    "Safari with WorkOS's cookie",
    "third-party-cookie-blocked",
    later(loops({ ...DEVICE, user_agent: SAFARI })),
  ),
  diagnosed(
    "deleted at WorkOS, alive in Convex",
    "deleted-user-resurrected",
    later(deliveriesAreLost, isDeletedAtWorkos),
  ),
  diagnosed("they never got as far as WorkOS", "no-attempt-seen", signedUpOnly),
  diagnosed("SSO is demanded", "sso-required", later(refused("password", "sso_required"))),
  diagnosed(
    "passwords were switched off",
    "method-not-allowed",
    later(refused("password", "authentication_method_not_allowed")),
  ),
  diagnosed("Google had trouble", "provider-failed", later(fails("google", "wrong", 2))),
  diagnosed(
    "two organizations and no choice",
    "organization-selection-required",
    later(refused("password", "organization_selection_required")),
  ),
  diagnosed(
    "a sign-in that looked risky",
    "risk-challenge",
    later(refused("password", "radar_challenge")),
  ),
  diagnosed("one person, two rows", "user-row-duplicated", later(doubleAda)),
  diagnosed("an admin whom nobody added", "operator-not-listed", later(), {
    ...{ email: ADA, console: true },
  }),
  diagnosed("a first admin whose address is not verified", "operator-email-unverified", {
    ...later(addressIsUnverified),
    variables: { GATEHOUSE_ADMINS: ADA },
  }),
  diagnosed("they pressed cancel at Google", "access-denied", later(fails("google", "denied", 1))),
];
