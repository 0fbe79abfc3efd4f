import type { GenericSchema, SchemaDefinition } from "convex/server";
import { convexTest, type TestConvex } from "convex-test";
import { vi } from "vitest";
import { readCounters } from "../lib/counters";
import type { Role } from "../operators/roles";
import { schema } from "../tables/schema";

const modules = import.meta.glob(["./**/*.ts", "./_generated/*.js", "!./**/*.{test,fixture}.ts"], {
  base: "../..",
});

export type Backend = TestConvex<typeof schema>;

export const CLIENT_ID = "client_test";
export const WEBHOOK_SECRET = "whsec_test";
const ISSUER = `https://api.workos.com/user_management/${CLIENT_ID}`;

/** With a key the deployment calls WorkOS by itself: for tests that answer in its place. */
export const WITH_API_KEY = { WORKOS_API_KEY: "sk_test_key" };

/** An empty deployment with the usual variables; `vi.unstubAllEnvs()` afterwards takes them back. */
export function startBackend(
  variables: Record<string, string> = {},
  transactionLimits: Partial<Record<"documentsRead" | "documentsWritten", number>> | false = false,
  appSchema: SchemaDefinition<GenericSchema, boolean> = schema,
): Backend {
  const usual = {
    WORKOS_CLIENT_ID: CLIENT_ID,
    WORKOS_WEBHOOK_SECRET: WEBHOOK_SECRET,
    GATEHOUSE_ADMINS: "root@example.com",
    GATEHOUSE_ENVIRONMENT: "Local",
    CONVEX_SITE_URL: "https://happy-animal-123.convex.site",
  };
  for (const [name, value] of Object.entries({ ...usual, ...variables })) vi.stubEnv(name, value);
  // An app's schema has all of ours; what it has besides is no business of most tests.
  return convexTest({ schema: appSchema as typeof schema, modules, transactionLimits });
}

/** A signed-in person, as WorkOS's default token shows them: an id and nothing else. */
export function signedIn(backend: Backend, workosId: string, claims: Record<string, string> = {}) {
  return backend.withIdentity({
    issuer: ISSUER,
    subject: workosId,
    tokenIdentifier: `${ISSUER}|${workosId}`,
    ...claims,
  });
}

/** A signed-in operator with a row of their own. */
export async function signedInAs(backend: Backend, role: Role) {
  const workosId = `user_${role}`;
  await backend.run(async (ctx) => {
    const now = Date.now();
    const email = `${role}@example.com`;
    const user = { workosId, email, emailVerified: true, name: role, status: "active" } as const;
    const times = { createdAt: now, workosCreatedAt: now, updatedAt: now };
    await ctx.db.insert("users", { ...user, ...times });
    await ctx.db.insert("operators", { workosId, role, createdAt: now, grantedBy: "test" });
  });
  return signedIn(backend, workosId);
}

/** Headers of a delivery signed the way WorkOS signs. */
export async function signedHeaders(body: string, secret = WEBHOOK_SECRET, at = Date.now()) {
  const encode = (text: string) => new TextEncoder().encode(text);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encode(secret), algorithm, false, ["sign"]);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, encode(`${at}.${body}`)));
  const hex = [...mac].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { "content-type": "application/json", "workos-signature": `t=${at}, v1=${hex}` };
}

/** Delivers an event the way WorkOS does. */
export async function deliver(backend: Backend, body: string): Promise<Response> {
  const headers = await signedHeaders(body);
  return await backend.fetch("/workos/webhook", { method: "POST", headers, body });
}

/** How many users are counted for each agent that anybody has on. */
export async function countedAgents(backend: Backend): Promise<Record<string, number>> {
  const counts = await backend.run(async (ctx) => [...(await readCounters(ctx, "agent:"))]);
  return Object.fromEntries(counts.filter(([, users]) => users > 0));
}
