import type { ObjectType } from "convex/values";
import { vi } from "vitest";
import { api, internal } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import type { Finding } from "../../convex/gatehouse/diagnostics/judge/types";
import type { environmentFields } from "../../convex/gatehouse/tables/diagnostics";
import {
  signedInAs,
  startBackend,
  WEBHOOK_SECRET,
  type Backend,
} from "../../convex/gatehouse/testing/backend.fixture";
import { described } from "../../local/doctor/examine";
import type { Variables } from "../../local/doctor/variables";
import type { ModelOptions } from "../../local/workos/model/config";
import { createHarness, type Harness } from "../../local/workos/testing/harness";
import { CLIENT, NOW, production } from "./fixtures";

/** Path → answer of the app under test. */
export type App = Readonly<Record<string, () => Response>>;

/** What differs from a sound setup: in the console's record, at WorkOS, in the app, in what happened. */
export interface Setup {
  /** The environment as an admin registered it. */
  environment?: Partial<ObjectType<typeof environmentFields>>;
  /** Variables of the Convex deployment; empty ones are not set. */
  variables?: Record<string, string>;
  workos?: ModelOptions;
  /** WorkOS's clock minus the deployment's, in milliseconds. */
  workosAheadMs?: number;
  /** Answers of WorkOS by path, in place of the stand-in's. */
  workosAnswers?: App;
  app?: App;
  /** Variables that `npm run doctor -- --report` finds on the app's host. */
  host?: Variables;
  /** What happened before the check; in a sound setup one person signed up and in. */
  happens?: (deployment: Deployment) => Promise<void> | void;
}

type Operator = Awaited<ReturnType<typeof signedInAs>>;

/** A deployment of Gatehouse, WorkOS's stand-in and an app, connected with each other. */
export interface Deployment {
  backend: Backend;
  workos: Harness;
  support: Operator;
  admin: Operator;
  environmentId: Id<"environments">;
  /** Lets WorkOS's deliveries arrive and scheduled functions run. */
  settle(): Promise<void>;
}

const SITE = "https://happy-otter-123.convex.site";
const API_KEY = "sk_live_standin0123456789";
const FAILURES = ["password", "magic_auth", "oauth", "sso", "mfa", "passkey"];

/** The endpoint that an admin made at WorkOS. */
export const ENDPOINT = {
  url: production.webhookUrl,
  secret: WEBHOOK_SECRET,
  events: [
    ...["user.created", "user.updated", "user.deleted", "session.created", "session.revoked"],
    ...FAILURES.map((method) => `authentication.${method}_failed`),
  ],
};

export const page =
  (body = "<div></div>", headers: Record<string, string> = {}, status = 200) =>
  () =>
    new Response(body, { status, headers: { "content-type": "text/html", ...headers } });

const FIRST_PAGE = '<script type="module" src="/assets/index.js"></script>';

/** The app's first page, which sets these cookies. */
export const settingCookies = (...lines: string[]): App => ({
  "/": () => {
    const answer = page(FIRST_PAGE)();
    for (const line of lines) answer.headers.append("set-cookie", line);
    return answer;
  },
});

export const redirectTo = (location: string) => () =>
  new Response(null, { status: 302, headers: { location } });

/** The app's only script, built with these settings. */
export const built = (text: string) => ({
  "/assets/index.js": () => new Response(text, { headers: { "content-type": "text/javascript" } }),
});

const SOUND_SCRIPT = `start({apiHostname:"${production.apiHost}"},"${CLIENT}","${production.convexUrl}")`;

const soundApp: App = {
  "/": page(FIRST_PAGE),
  "/callback": page(),
  ...built(SOUND_SCRIPT),
};

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

/** The device people sign in with. */
export const DEVICE = { ip_address: "198.51.100.7", user_agent: CHROME };

export const ADA = "ada@example.com";

/** Ada signs up and in. */
export function adaSignsIn({ workos: { model } }: Deployment): void {
  const ada = model.users.create({ email: ADA, email_verified: true, first_name: "Ada" });
  model.signIns.succeed(ada, "google", DEVICE);
  model.sessions.start(ada, "google", DEVICE);
}

/** Moves every clock. */
export const pass = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

type Router = (request: Request) => Promise<Response>;

function router(setup: Setup, backend: Backend, workos: Harness): Router {
  const { apiHost = production.apiHost, appUrl = production.appUrl } = setup.environment ?? {};
  const app: App = { ...soundApp, ...setup.app };
  return async (request) => {
    const { origin, host, pathname, search } = new URL(request.url);
    if (origin === SITE) return await delivered(backend, request);
    if (origin === new URL(appUrl).origin) {
      return app[pathname]?.() ?? new Response("not here", { status: 404 });
    }
    if (host !== apiHost && host !== "api.workos.com") throw new TypeError("fetch failed");
    const { headers, method } = request;
    const address = `https://api.workos.com${pathname}${search}`;
    const asked = new Request(address, { headers, method, redirect: "manual" });
    const answer = setup.workosAnswers?.[pathname]?.() ?? (await workos.send(asked));
    // A web server says the time in every answer.
    answer.headers.set("date", new Date(workos.model.config.now()).toUTCString());
    return answer;
  };
}

async function delivered(backend: Backend, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const body = await request.text();
  return await backend.fetch(pathname, { method: "POST", headers: request.headers, body });
}

async function build(setup: Setup): Promise<Deployment> {
  const backend = startBackend({
    GATEHOUSE_ENVIRONMENT: "Production",
    WORKOS_CLIENT_ID: CLIENT,
    WORKOS_API_KEY: API_KEY,
    WORKOS_AUTH_DOMAIN: production.apiHost,
    CONVEX_SITE_URL: SITE,
    ...setup.variables,
  });
  const ahead = setup.workosAheadMs ?? 0;
  const workos = createHarness({
    ...{ clientId: CLIENT, apiKey: API_KEY, redirectUris: [production.redirectUri] },
    ...{ corsOrigins: [production.appUrl], webhookEndpoints: [ENDPOINT], holdBackMs: 0 },
    now: () => Date.now() + ahead,
    ...setup.workos,
  });
  const route = router(setup, backend, workos);
  vi.stubGlobal("fetch", (input: RequestInfo | URL, init?: RequestInit) =>
    route(new Request(input, init)),
  );
  const [support, admin] = [
    await signedInAs(backend, "support"),
    await signedInAs(backend, "admin"),
  ];
  const environmentId = await admin.mutation(api.gatehouse.environments.save, {
    ...{ name: "Production", appUrl: production.appUrl, redirectUris: [production.redirectUri] },
    ...{ authMode: "client-only", apiHost: production.apiHost, clientId: CLIENT },
    checklist: { signInEndpoint: `${production.appUrl}/login`, homepageUrl: production.appUrl },
    ...setup.environment,
  });
  const settle = async (): Promise<void> => {
    await workos.dispatcher.idle();
    vi.advanceTimersByTime(1);
    await backend.finishInProgressScheduledFunctions();
  };
  return { backend, workos, support, admin, environmentId, settle };
}

async function reportHost({ backend }: Deployment, { host, environment }: Setup): Promise<void> {
  if (host === undefined) return;
  await backend.mutation(internal.gatehouse.environments.reports.save, {
    environmentName: environment?.name ?? "Production",
    side: environment?.authMode === "cookie" ? "server" : "hosting",
    cookiePasswordLength: host["WORKOS_COOKIE_PASSWORD"]?.length ?? null,
    variables: described(host),
  });
}

async function within<T>(setup: Setup, ask: (deployment: Deployment) => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: NOW });
  try {
    const deployment = await build(setup);
    await reportHost(deployment, setup);
    await (setup.happens ?? adaSignsIn)(deployment);
    await deployment.settle();
    return await ask(deployment);
  } finally {
    vi.useRealTimers();
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  }
}

/** Runs every check of the environment, as the console's button does. */
export const checkEnvironment = (setup: Setup): Promise<Finding[]> =>
  within(setup, async ({ support, environmentId, settle }) => {
    await support.mutation(api.gatehouse.diagnostics.run, { environmentId });
    await settle();
    const latest = await support.query(api.gatehouse.diagnostics.latest, { environmentId });
    if (latest?.run.state !== "finished") throw new Error("The run did not finish.");
    return latest.findings as Finding[];
  });

/** Who cannot get in, and whether it is the console that does not let them. */
export interface Asked {
  email: string;
  console?: boolean;
}

/** Diagnoses Ada, or somebody else, as the console's page does. */
export const diagnosePerson = (setup: Setup, asked: Asked = { email: ADA }): Promise<Finding[]> =>
  within(setup, async ({ support }) => {
    const { findings } = await support.action(api.gatehouse.diagnostics.person, { ...asked });
    return findings as Finding[];
  });
