import { createHmac } from "node:crypto";
import { expect } from "vitest";
import type { App } from "./app";
import type { Host } from "./host";

const STRIPE_SECRET = "whsec_stripe";

/**
 * Unlike OpenSync: functions in `src/convex` with a folder `webhooks` of their own, a table of users
 * with required fields, nothing that runs by the clock, and a strict root `tsc` over everything.
 */
export const atlas: Host = {
  name: "atlas",
  functions: "src/convex",
  home: ".",
  typescript: "6.0",
  variables: { STRIPE_WEBHOOK_SECRET: STRIPE_SECRET },
  newUser: "() => ({ plan: 'free', preferences: { theme: 'system', weeklyDigest: true } })",
  summary: {
    functions: [
      ...["projects:archive", "projects:create", "projects:list"],
      ...["users:leave", "users:setPreferences", "users:signedIn", "users:viewer", "users:welcome"],
      "webhooks/stripe:paid",
    ],
    routes: ["GET /api/projects", "POST /stripe/webhook"],
    crons: [],
    indexes: [
      ...["payments.by_stripe_event", "projects.by_due", "projects.by_owner_and_status"],
      ...["users.by_email", "users.by_stripe_customer", "users.search_name", "users.workosId"],
    ],
    rows: { payments: 1, projects: 5, users: 3 },
  },

  async signIn(app, person) {
    await (await app.as(person)).mutation("users:signedIn");
  },

  async fill(app, { ada }) {
    const caller = await app.as(ada);
    const id = await caller.mutation("projects:create", {
      title: "Engine",
      dueAt: 1_800_000_000_000,
    });
    await caller.mutation("projects:create", { title: "Notes" });
    await caller.mutation("projects:archive", { id });
    await pay(app, "evt_1", ada.email);
  },

  questions: (app, { ada, linus }) => ({
    "what Ada is": async () => (await app.as(ada)).query("users:viewer"),
    "what Linus is": async () => (await app.as(linus)).query("users:viewer"),
    "what nobody is": () => app.anyone.query("users:viewer"),
    "Ada's archive": async () => (await app.as(ada)).query("projects:list", { status: "archived" }),
    "Ada's projects": async () => {
      const authorization = `Bearer ${await app.workos.tokenOf(ada)}`;
      return (await fetch(`${app.siteUrl}/api/projects`, { headers: { authorization } })).json();
    },
  }),

  async work(app, { ada, grace }) {
    const caller = await app.as(ada);
    const preferences = { theme: "dark", weeklyDigest: false };
    await caller.mutation("users:setPreferences", { preferences });
    await caller.mutation("projects:create", { title: "Third" });
    await pay(app, "evt_2", grace.email);
    expect(await caller.query("users:viewer")).toMatchObject({ plan: "team", preferences });
    expect(await caller.query("projects:list", { status: "active" })).toHaveLength(3);
    expect(await (await app.as(grace)).query("users:viewer")).toMatchObject({ plan: "team" });
  },

  async leave(app, person) {
    await (await app.as(person)).mutation("users:leave");
  },
};

/** Tells the app of a payment as its payment provider does. */
async function pay(app: App, id: string, email: string): Promise<void> {
  const object = { customer: `cus_${id}`, customer_email: email, amount_paid: 4_900, plan: "team" };
  const body = JSON.stringify({ id, type: "invoice.paid", data: { object } });
  const time = Math.floor(Date.now() / 1_000);
  const hash = createHmac("sha256", STRIPE_SECRET).update(`${time}.${body}`).digest("hex");
  const response = await fetch(`${app.siteUrl}/stripe/webhook`, {
    method: "POST",
    headers: { "stripe-signature": `t=${time},v1=${hash}` },
    body,
  });
  expect(response.status).toBe(204);
}
