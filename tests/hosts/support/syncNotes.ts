import { expect } from "vitest";
import type { User } from "../../../local/workos/model/types";
import type { App } from "./app";
import type { Host } from "./host";

const ALL = { paginationOpts: { numItems: 100, cursor: null } };

/**
 * In the shape of OpenSync: file names that are ours as well, `getOrCreate` that writes what the token
 * says, API keys on the row, an account that is deleted with its row.
 */
export const syncNotes: Host = {
  name: "sync-notes",
  functions: "convex",
  home: ".",
  typescript: "6.0",
  variables: {},
  newUser: null,
  summary: {
    functions: [
      ...["apiKeys:generate", "apiKeys:revoke", "apiKeys:use"],
      ...["maintenance:findStuckDeletions", "maintenance:pruneApiLogs"],
      ...["sessions:bySlug", "sessions:get", "sessions:indexText", "sessions:list"],
      ...["sessions:search", "sessions:share", "sessions:upsert"],
      ...["users:deleteAccount", "users:getByWorkosId", "users:getOrCreate", "users:markDeleting"],
      ...["users:markFailed", "users:me", "users:removeUser", "users:updateEnabledAgents"],
    ],
    routes: ["GET /health", "GET /share/*", "POST /sync/session"],
    crons: ["find stuck deletions", "prune api logs"],
    indexes: [
      ...["apiLogs.by_created", "apiLogs.by_user_created", "messages.by_session_created"],
      ...["sessions.by_public_slug", "sessions.by_user", "sessions.by_user_external"],
      ...["sessions.by_user_updated", "sessions.search_sessions"],
      ...["users.by_api_key", "users.by_email", "users.by_workos_id"],
    ],
    rows: { apiLogs: 3, messages: 6, sessions: 3, users: 3 },
  },

  async signIn(app, person) {
    await (await app.as(person)).mutation("users:getOrCreate");
  },

  async fill(app, { ada, linus }) {
    const key = await newKey(app, ada);
    await post(app, key, "first", "Refactor the parser");
    await post(app, key, "second", "Chase a flaky test");
    await post(app, await newKey(app, linus), "only", "Write the kernel");
    const caller = await app.as(ada);
    const [{ _id }] = await listed(app, ada);
    await caller.mutation("sessions:share", { sessionId: _id, slug: "ada-shares-this" });
    await caller.mutation("users:updateEnabledAgents", { enabledAgents: ["claude-code"] });
  },

  questions: (app, { ada, grace, linus }) => ({
    "what Ada is": async () => (await app.as(ada)).query("users:me"),
    "what Grace is": async () => (await app.as(grace)).query("users:me"),
    "what nobody is": () => app.anyone.query("users:me"),
    "Ada's sessions": () => listed(app, ada),
    "Linus's sessions": () => listed(app, linus),
    "Ada's search": async () => (await app.as(ada)).query("sessions:search", { text: "flaky" }),
    "what Ada shares": async () => (await fetch(`${app.siteUrl}/share/ada-shares-this`)).json(),
  }),

  async work(app, { ada }) {
    const caller = await app.as(ada);
    await caller.mutation("users:updateEnabledAgents", { enabledAgents: ["opencode"] });
    await post(app, await newKey(app, ada), "third", "Name things");
    await app.settle();
    expect(await caller.query("users:me")).toMatchObject({
      hasApiKey: true,
      enabledAgents: ["opencode"],
    });
    expect(await caller.query("sessions:search", { text: "name" })).toHaveLength(1);
  },

  async leave(app, person) {
    const caller = await app.as(person);
    expect(await caller.action("users:deleteAccount")).toEqual({ deleted: true });
  },
};

async function newKey(app: App, person: User): Promise<string> {
  return (await (await app.as(person)).mutation("apiKeys:generate")) as string;
}

/** Posts a session of two messages as the plugin does. */
async function post(app: App, key: string, externalId: string, title: string): Promise<void> {
  const messages = [
    { role: "user", text: `Please: ${title.toLowerCase()}.` },
    { role: "assistant", text: "Done." },
  ];
  const response = await fetch(`${app.siteUrl}/sync/session`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ externalId, title, source: "opencode", totalTokens: 1_200, messages }),
  });
  expect(response.status).toBe(200);
}

async function listed(app: App, person: User): Promise<[{ _id: string }]> {
  const page = await (await app.as(person)).query("sessions:list", ALL);
  return (page as { page: [{ _id: string }] }).page;
}
