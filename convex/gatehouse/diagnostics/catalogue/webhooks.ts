import { BOTH_MODES } from "./types";
import type { Cause } from "./types";

const COMPONENT = "https://github.com/get-convex/workos-authkit";

/** Causes that keep WorkOS's news from arriving. */
export const webhookCauses = {
  "webhook-decoding-strict": {
    title: "Webhooks fail since WorkOS added something",
    whatThePersonSees: "Changes to some people stop arriving.",
    cause:
      "The receiver insists on an exact shape and refuses events with a new field or of a new type.",
    howItIsProven: "Deliveries of some event types fail while others pass.",
    remedy: [
      "Update the code that receives webhooks (@convex-dev/workos-authkit, or Gatehouse) to a version that ignores what it does not know, and run: npx convex deploy",
      "In the console open Webhooks, press “Replay many …” and replay the failed deliveries.",
    ],
    deepLink: { workos: "webhooks" },
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: [`${COMPONENT}: CHANGELOG 0.1.5, 0.1.6, 0.2.5, 0.2.7`],
    certainty: "likely",
  },
  "webhook-secret-mismatch": {
    title: "The webhook secret is not this endpoint's",
    whatThePersonSees: "New people and changes do not arrive; every delivery is refused.",
    cause:
      "Each endpoint has a secret of its own. The one in Convex belongs to another endpoint or environment, or was cut off while copying.",
    howItIsProven:
      "The endpoint's secret in WorkOS's list is not among the deployment's own, or deliveries arrive and every signature is wrong.",
    remedy: [
      "Open Webhooks in the WorkOS dashboard, choose {webhookUrl} and copy its signing secret.",
      "Run: npx convex env set WORKOS_WEBHOOK_SECRET <secret>, with the copied secret in place of <secret>. Add --prod for the production deployment.",
      "Send a test event, then let WorkOS send the failed ones again.",
    ],
    deepLink: { workos: "webhooks" },
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: ["https://github.com/workos/authkit-nextjs/issues/316"],
    certainty: "proven",
  },
  "webhook-body-reserialised": {
    title: "The webhook's text is changed before its signature is checked",
    whatThePersonSees: "New people and changes do not arrive; every delivery is refused.",
    cause:
      "The signature covers the exact bytes. A receiver that parses the JSON and writes it again, or a proxy that alters it, breaks it.",
    howItIsProven:
      "Signatures are wrong although the endpoint's secret in WorkOS's list is the deployment's own.",
    remedy: [
      "If Gatehouse receives the webhooks itself, look for what stands in between: a proxy, a firewall or a relay that writes the text anew. In the WorkOS dashboard under Webhooks, point the endpoint straight at {webhookUrl}.",
      "In a receiver of your own check the signature of the raw text (await request.text()) before anything parses it.",
      "If it uses @workos-inc/node, update that to version 11 or newer: older ones write the text anew.",
    ],
    deepLink: { workos: "webhooks" },
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: [
      "https://github.com/workos/authkit-nextjs/issues/316",
      "https://github.com/workos/workos-node/pull/1578",
    ],
    certainty: "likely",
  },
  "webhook-timestamp-refused": {
    title: "Every webhook is “too old”",
    whatThePersonSees: "New people and changes do not arrive.",
    cause:
      "WorkOS signs with the time in milliseconds. A verifier that expects seconds, or a server clock that is minutes off, refuses all.",
    howItIsProven: "Every delivery is refused for its timestamp.",
    remedy: [
      "In the receiver's code read the number t in the header WorkOS-Signature as milliseconds, not seconds.",
      "If it does so already, switch on time synchronisation (NTP) on the server.",
    ],
    deepLink: null,
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: [
      "https://github.com/adcontextprotocol/adcp/pull/436",
      "https://github.com/adcontextprotocol/adcp/pull/440",
    ],
    certainty: "likely",
  },
  "webhook-endpoint-missing": {
    title: "WorkOS sends no webhooks to this deployment",
    whatThePersonSees: "New people and changes arrive late or never.",
    cause: "No webhook endpoint at WorkOS has this deployment's address.",
    howItIsProven: "WorkOS's list of webhook endpoints does not contain {webhookUrl}.",
    remedy: [
      "In the console an admin can press “Mend the endpoint at WorkOS” beside this finding. By hand: open Webhooks in the WorkOS dashboard and create an endpoint with the address {webhookUrl}.",
      "Choose the events {events}.",
      "Copy the endpoint's signing secret.",
      "Run: npx convex env set WORKOS_WEBHOOK_SECRET <secret>, with the copied secret in place of <secret>. Add --prod for the production deployment.",
    ],
    deepLink: { workos: "webhooks" },
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: [`${COMPONENT}: README`],
    certainty: "proven",
  },
  "webhook-endpoint-disabled": {
    title: "The webhook endpoint is switched off",
    whatThePersonSees: "New people and changes stopped arriving one day.",
    cause: "The endpoint is on WorkOS's list with status disabled.",
    howItIsProven: "WorkOS's list of webhook endpoints says so.",
    remedy: [
      "In the console an admin can press “Mend the endpoint at WorkOS” beside this finding. By hand: open Webhooks in the WorkOS dashboard, choose {webhookUrl} and enable it.",
      "For what was missed, open Webhooks → Sync in the console and press “Compare and repair”.",
    ],
    deepLink: { workos: "webhooks" },
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: ["WorkOS OpenAPI document: WebhookEndpointJson.status"],
    certainty: "proven",
  },
  "webhook-url-wrong-host": {
    title: "The webhook address ends in .convex.cloud instead of .convex.site",
    whatThePersonSees: "New people and changes do not arrive.",
    cause:
      "Convex answers HTTP requests under .convex.site; .convex.cloud is for the app's own connection.",
    howItIsProven: "WorkOS's list of webhook endpoints holds the .convex.cloud form.",
    remedy: [
      "In the console an admin can press “Mend the endpoint at WorkOS” beside this finding. By hand: open Webhooks in the WorkOS dashboard and change the endpoint's address to {webhookUrl}.",
    ],
    deepLink: { workos: "webhooks" },
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: ["Convex documentation: HTTP actions", `${COMPONENT}: README`],
    certainty: "proven",
  },
  "webhook-events-not-subscribed": {
    title: "The webhook endpoint is not told everything",
    whatThePersonSees: "Some changes arrive, others never do.",
    cause: "The endpoint is not subscribed to all events that keep users in step.",
    howItIsProven: "The endpoint's list of events lacks {events}.",
    remedy: [
      "In the console an admin can press “Mend the endpoint at WorkOS” beside this finding. By hand: open Webhooks in the WorkOS dashboard, choose the endpoint and add the events {events}.",
    ],
    deepLink: { workos: "webhooks" },
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: ["WorkOS documentation: events"],
    certainty: "proven",
  },
  "webhook-endpoint-duplicated": {
    title: "Several webhook endpoints send to this deployment",
    whatThePersonSees: "Nothing: every event arrives more than once, or some are refused.",
    cause:
      "Two endpoints have the same address. Each has its own secret, so one of them may fail every check.",
    howItIsProven: "WorkOS's list of webhook endpoints holds {webhookUrl} more than once.",
    remedy: [
      "In the console an admin can press “Mend the endpoint at WorkOS” beside this finding. By hand: open Webhooks in the WorkOS dashboard, keep one endpoint for {webhookUrl} and delete the others.",
    ],
    deepLink: { workos: "webhooks" },
    severity: "advisory",
    authModes: BOTH_MODES,
    sources: ["WorkOS OpenAPI document: webhook endpoints"],
    certainty: "proven",
  },
  "webhook-secret-unset": {
    title: "The webhook secret is not set",
    whatThePersonSees: "New people and changes do not arrive.",
    cause: "Without WORKOS_WEBHOOK_SECRET no delivery can be checked, so all are refused.",
    howItIsProven: "The deployment has no WORKOS_WEBHOOK_SECRET.",
    remedy: [
      "Open Webhooks in the WorkOS dashboard, choose {webhookUrl} and copy its signing secret.",
      "Run: npx convex env set WORKOS_WEBHOOK_SECRET <secret>, with the copied secret in place of <secret>. Add --prod for the production deployment.",
    ],
    deepLink: { workos: "webhooks" },
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: [`${COMPONENT}: README`],
    certainty: "proven",
  },
  "webhooks-silent": {
    title: "WorkOS has news, and none of it arrives",
    whatThePersonSees: "New people and changes arrive late, only through the event pull.",
    cause:
      "The endpoint looks right, but nothing has come for a while although WorkOS's own log has newer events: a firewall, an IP list, or WorkOS gave up after failed attempts.",
    howItIsProven:
      "WorkOS's log has an event that is newer than the last delivery and has been there for more than a quarter of an hour.",
    remedy: [
      "Open Webhooks in the WorkOS dashboard and look at the endpoint's recent attempts; they show the answer WorkOS got.",
      "If WORKOS_WEBHOOK_IPS is set, run: npx convex env set WORKOS_WEBHOOK_IPS workos. If a firewall filters too, let it admit WorkOS's addresses.",
    ],
    deepLink: { workos: "webhooks" },
    severity: "degrading",
    authModes: BOTH_MODES,
    sources: ["WorkOS documentation: webhook delivery"],
    certainty: "likely",
  },
} as const satisfies Record<string, Cause>;
