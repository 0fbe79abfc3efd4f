import { ConvexError } from "convex/values";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { CLIENT_ID, signedInAs, startBackend, type Backend } from "./testing/backend.fixture";

const PRODUCTION = {
  name: "Production",
  appUrl: "https://app.example.com",
  redirectUris: ["https://app.example.com/callback"],
  authMode: "client-only" as const,
  apiHost: "auth.example.com",
  clientId: CLIENT_ID,
};

type Operator = Awaited<ReturnType<typeof signedInAs>>;

let backend: Backend;
let admin: Operator;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  backend = startBackend({ GATEHOUSE_ENVIRONMENT: "Production" });
  admin = await signedInAs(backend, "admin");
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const list = () => admin.query(api.gatehouse.environments.list, {});

describe("gatehouse/environments:save", () => {
  it("adds an environment and fills in what this deployment is", async () => {
    await admin.mutation(api.gatehouse.environments.save, PRODUCTION);
    expect(await list()).toEqual([
      expect.objectContaining({
        ...PRODUCTION,
        kind: "production",
        callbackPath: null,
        checklist: null,
        workosEnvironmentId: null,
        convexUrl: "https://happy-animal-123.convex.cloud",
        webhookUrl: "https://happy-animal-123.convex.site/workos/webhook",
        usesThisConvex: true,
        usesThisWorkos: true,
      }),
    ]);
  });

  it("knows an environment with a Convex deployment and a WorkOS environment of its own", async () => {
    await admin.mutation(api.gatehouse.environments.save, {
      ...PRODUCTION,
      name: "Preview",
      clientId: "client_other",
      convexUrl: "https://quick-fox-9.convex.cloud/",
    });
    expect(await list()).toMatchObject([
      {
        kind: "staging",
        convexUrl: "https://quick-fox-9.convex.cloud",
        webhookUrl: "https://quick-fox-9.convex.site/workos/webhook",
        usesThisConvex: false,
        usesThisWorkos: false,
      },
    ]);
  });

  it("replaces one by its id, and forgets what is no longer said", async () => {
    const checklist = { signInEndpoint: null, homepageUrl: "https://example.com" };
    const id = await admin.mutation(api.gatehouse.environments.save, { ...PRODUCTION, checklist });
    await admin.mutation(api.gatehouse.environments.save, { id, ...PRODUCTION, name: "Live" });
    expect(await list()).toMatchObject([{ _id: id, name: "Live", checklist: null }]);
  });

  it("is on record", async () => {
    const id = await admin.mutation(api.gatehouse.environments.save, PRODUCTION);
    await admin.mutation(api.gatehouse.environments.save, {
      id,
      ...PRODUCTION,
      apiHost: "api.workos.com",
    });
    await admin.mutation(api.gatehouse.environments.remove, { id });
    const page = { paginationOpts: { numItems: 10, cursor: null }, filter: {} };
    const { page: rows } = await admin.query(api.gatehouse.audit.list, page);
    expect(rows.map(({ action }) => action)).toEqual([
      "environment.remove",
      "environment.change",
      "environment.add",
    ]);
  });

  it.each([
    ["no name", { name: " " }, /name, such as Production/],
    ["no client ID", { clientId: "" }, /client_…/],
    ["an API host with a scheme", { apiHost: "https://api.workos.com" }, /without https/],
    ["an API host with a user", { apiHost: "a@b.example" }, /without https/],
    ["an API host inside the network", { apiHost: "10.0.0.1" }, /public internet/],
    ["the metadata service as app", { appUrl: "https://169.254.169.254" }, /public internet/],
    ["IPv6 in disguise", { appUrl: "https://[::ffff:a00:1]" }, /public internet/],
    ["an app over http", { appUrl: "http://app.example.com" }, /https/],
    ["an app on an odd port", { appUrl: "https://app.example.com:9000" }, /unusual port/],
    ["a hostile address", { appUrl: "javascript:alert(1)" }, /cannot be used/],
    ["a very long address", { appUrl: `https://a.example/${"x".repeat(400)}` }, /300 characters/],
    ["this machine as production", { appUrl: "http://localhost:5173" }, /https address/],
    ["no redirect URI", { redirectUris: [] }, /at least one redirect URI/],
    ["too many redirect URIs", { redirectUris: Array<string>(21).fill("https://a.example") }, /20/],
    ["a redirect URI that is none", { redirectUris: ["callback"] }, /“callback”/],
    ["a callback path without a slash", { callbackPath: "callback" }, /slash/],
    ["a Convex URL with a path", { convexUrl: "https://a.convex.cloud/x" }, /looks like/],
  ])("refuses %s in words", async (_, fields, words) => {
    const attempt = admin.mutation(api.gatehouse.environments.save, { ...PRODUCTION, ...fields });
    const error = await attempt.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConvexError);
    expect((error as ConvexError<{ message: string }>).data.message).toMatch(words);
    expect(await list()).toEqual([]);
  });

  it("refuses two environments of one name, and one that is gone", async () => {
    const id = await admin.mutation(api.gatehouse.environments.save, PRODUCTION);
    await expect(admin.mutation(api.gatehouse.environments.save, PRODUCTION)).rejects.toThrow(
      /already/,
    );
    await admin.mutation(api.gatehouse.environments.remove, { id });
    const again = admin.mutation(api.gatehouse.environments.save, { id, ...PRODUCTION });
    await expect(again).rejects.toThrow(/removed meanwhile/);
  });

  it("accepts a wildcard and this machine where they belong", async () => {
    const redirectUris = ["https://*.example.com/callback", "http://localhost:*/callback"];
    const development = { name: "Development", appUrl: "http://localhost:5173", redirectUris };
    await admin.mutation(api.gatehouse.environments.save, { ...PRODUCTION, ...development });
    expect(await list()).toMatchObject([development]);
  });
});

describe("gatehouse/environments:registerLocal", () => {
  const local = {
    appUrl: "http://localhost:5173",
    redirectUris: ["http://localhost:5173/callback"],
  };

  it("registers the local stack once, keeps its checklist, and runs its checks the first time", async () => {
    vi.stubEnv("GATEHOUSE_ENVIRONMENT", "Local");
    vi.stubEnv("WORKOS_API_URL", "http://127.0.0.1:4100");
    const id = await backend.mutation(internal.gatehouse.environments.registerLocal, local);
    const checklist = { signInEndpoint: "x", homepageUrl: null };
    await backend.run((ctx) => ctx.db.patch("environments", id, { checklist }));
    const moved = { ...local, appUrl: "http://localhost:5174" };
    expect(await backend.mutation(internal.gatehouse.environments.registerLocal, moved)).toBe(id);
    expect(await list()).toMatchObject([
      { name: "Local", apiHost: "127.0.0.1:4100", appUrl: "http://localhost:5174", checklist },
    ]);
    expect(await backend.run((ctx) => ctx.db.query("diagnosticRuns").collect())).toHaveLength(1);
  });

  it("is for the local stack only", async () => {
    const attempt = backend.mutation(internal.gatehouse.environments.registerLocal, local);
    await expect(attempt).rejects.toThrow(/GATEHOUSE_ENVIRONMENT is "Production"/);
  });
});
