import { api } from "../../../convex/_generated/api";
import { newUser } from "../../../local/workos/model/users";
import {
  adaSignsIn,
  ENDPOINT,
  page,
  pass,
  redirectTo,
  settingCookies,
  type Setup,
} from "../deployment";
import { CLIENT, GOOD_COOKIE, production } from "../fixtures";
import {
  arrivals,
  doubleAda,
  forgetAda,
  oldUsersSignIn,
  rowsWithoutAddress,
  signed,
} from "./happenings";
import { withServer } from "./redirects";
import type { Scenario } from "./types";
import { checked } from "./types";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PASSWORD = "x".repeat(44);

/** More than it takes for three users. */
const STEPS_OF_A_COMPARISON = 8;

/** How WorkOS delivers: one endpoint, sound but for this. */
const delivering = (change: Partial<typeof ENDPOINT>): Setup => ({
  workos: { webhookEndpoints: [{ ...ENDPOINT, ...change }] },
});

/** The app's page sets these cookies. */
const setting = (...lines: string[]): Setup => withServer({ app: settingCookies(...lines) });

/** Webhooks, users, and what a server sets. */
export const deliveries: readonly Scenario[] = [
  checked("the users table was restored from an old copy", "user-not-created", {
    happens: async (deployment) => {
      adaSignsIn(deployment);
      await deployment.settle();
      await forgetAda(deployment);
    },
  }),
  checked("nobody asks for the profiles of those who sign in", "pending-profile", {
    happens: async (deployment) => {
      await oldUsersSignIn(12)(deployment);
      await deployment.settle();
      pass(5 * MINUTE_MS);
    },
  }),
  checked("nobody fetches profiles", "profile-claims-missing", {
    happens: rowsWithoutAddress(40),
  }),
  checked("a new deployment without an endpoint", "webhook-endpoint-missing", {
    workos: { webhookEndpoints: [] },
  }),
  checked(
    "the endpoint points to .convex.cloud",
    "webhook-url-wrong-host",
    delivering({ url: "https://happy-otter-123.convex.cloud/workos/webhook" }),
  ),
  checked("somebody disabled the endpoint last week", "webhook-endpoint-disabled", {
    happens: (deployment) => {
      adaSignsIn(deployment);
      const { webhookEndpoints } = deployment.workos.model.tables;
      for (const one of webhookEndpoints.all())
        webhookEndpoints.put({ ...one, status: "disabled" });
      pass(7 * 24 * HOUR_MS);
    },
  }),
  checked(
    "the secret of another endpoint",
    "webhook-secret-mismatch",
    delivering({ secret: "whsec_of_staging" }),
  ),
  checked("no secret", "webhook-secret-unset", { variables: { WORKOS_WEBHOOK_SECRET: "" } }),
  checked("a cookie password of 16 characters", "cookie-password-invalid", {
    ...withServer(),
    host: { WORKOS_COOKIE_PASSWORD: "x".repeat(16) },
  }),
  checked(
    "a session cookie full of permissions",
    "session-cookie-too-large",
    setting(GOOD_COOKIE.replace("sealed", "x".repeat(4300))),
  ),
  checked("the callback is guarded", "callback-behind-guard", {
    ...withServer({
      app: {
        "/callback": redirectTo("https://api.workos.com/user_management/authorize?client_id=x"),
      },
    }),
  }),
];

/** As above, not looked at while the rules were written. */
export const heldOutDeliveries: readonly Scenario[] = [
  checked(
    "user.deleted was never subscribed",
    "webhook-events-not-subscribed",
    delivering({ events: ENDPOINT.events.filter((event) => event !== "user.deleted") }),
  ),
  checked("a firewall drops WorkOS's deliveries", "webhooks-silent", {
    happens: async (deployment) => {
      adaSignsIn(deployment);
      await deployment.settle();
      pass(26 * HOUR_MS);
      const { model } = deployment.workos;
      model.setFaults({ webhooks: { lose: 1 } });
      const [ada] = model.tables.users.all();
      if (ada !== undefined) model.users.update(ada, { first_name: "Augusta" });
      pass(HOUR_MS);
    },
  }),
  checked("deliveries that come hours late", "webhook-timestamp-refused", {
    happens: arrivals((body) => [signed(body, Date.now() - 4 * HOUR_MS), body]),
  }),
  checked("a proxy that writes the text anew", "webhook-body-reserialised", {
    happens: arrivals((body) => [signed(body, Date.now()), `${body} `]),
  }),
  checked("the team had users before it had a webhook", "users-predate-webhook", {
    happens: async (deployment) => {
      const { model } = deployment.workos;
      const emails = ["ada", "bob", "cy"].map((name) => `${name}@example.com`);
      model.load({ users: emails.map((email) => newUser({ email }, model.ids, Date.now())) });
      await deployment.admin.mutation(api.gatehouse.reconcile.start, { dryRun: true });
      for (let step = 0; step < STEPS_OF_A_COMPARISON; step += 1) await deployment.settle();
    },
  }),
  checked("two endpoints for one address", "webhook-endpoint-duplicated", {
    happens: (deployment) => {
      const { webhookEndpoints } = deployment.workos.model.tables;
      const [first] = webhookEndpoints.all();
      if (first !== undefined) webhookEndpoints.put({ ...first, id: "we_second" });
      adaSignsIn(deployment);
    },
  }),
  checked("both paths insert rows", "user-row-duplicated", {
    happens: async (deployment) => {
      adaSignsIn(deployment);
      await deployment.settle();
      await doubleAda(deployment);
    },
  }),
  checked(
    "a cookie for another domain",
    "cookie-domain-mismatch",
    setting(`${GOOD_COOKIE}; Domain=app.example.net`),
  ),
  checked(
    "a session cookie that browsers drop",
    "cookie-samesite-none-insecure",
    setting("wos-session=sealed; Path=/; HttpOnly; SameSite=None"),
  ),
  checked(
    "a __Host- name with a Domain",
    "cookie-prefix-rule-broken",
    setting("__Host-wos-session=sealed; Path=/; Secure; HttpOnly; Domain=app.example.com"),
  ),
  checked(
    "a CDN marks the session public",
    "auth-response-cached",
    withServer({
      app: {
        "/": page("", { "set-cookie": GOOD_COOKIE, "cache-control": "public, s-maxage=300" }),
      },
    }),
  ),
  checked(
    "writer and reader disagree about the cookie's name",
    "cookie-name-mismatch",
    setting(GOOD_COOKIE, "wos_session=; Path=/; Secure"),
  ),
  checked("a validator that refuses a new field", "webhook-decoding-strict", {
    happens: async (deployment) => {
      adaSignsIn(deployment);
      await deployment.settle();
      const [at, type] = [Date.now(), "user.updated"];
      await deployment.backend.run((ctx) =>
        ctx.db.insert("inbox", {
          ...({ state: "failed", via: "webhook", type, attempts: 1, lagMs: 0 } as const),
          ...{ eventId: "event_new_field", occurredAt: at, receivedAt: at },
        }),
      );
    },
  }),
  checked("the host lost its cookie password", "cookie-password-invalid", {
    ...withServer(),
    host: { WORKOS_CLIENT_ID: CLIENT, WORKOS_REDIRECT_URI: production.redirectUri },
  }),
  checked("the app's server names a callback without https", "redirect-uri-http-in-production", {
    ...withServer(),
    host: {
      WORKOS_COOKIE_PASSWORD: PASSWORD,
      WORKOS_REDIRECT_URI: "http://app.example.com/callback",
    },
  }),
];
