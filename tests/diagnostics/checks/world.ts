import {
  createHarness,
  CLIENT_ID,
  API_KEY,
  type Harness,
} from "../../../local/workos/testing/harness";
import type { ModelOptions } from "../../../local/workos/model/config";
import type { CheckKey } from "../../../convex/gatehouse/diagnostics/checks";
import type { Evidence } from "../../../convex/gatehouse/diagnostics/evidence";
import type { EnvironmentRecord } from "../../../convex/gatehouse/diagnostics/judge/types";
import type { SharedTools } from "../../../convex/gatehouse/diagnostics/collect/collect";
import type { Transport } from "../../../convex/gatehouse/diagnostics/collect/get";
import type { OwnToken } from "../../../convex/gatehouse/diagnostics/ownToken";
import type { Target } from "../../../convex/gatehouse/diagnostics/collect/types";

export const APP_URL = "https://app.example.com";
export const CALLBACK = `${APP_URL}/callback`;
export const CONVEX_URL = "https://happy-otter-123.convex.cloud";
/** The app's own authentication domain, behind which WorkOS answers. */
export const AUTH_DOMAIN = "auth.example.com";
export const WEBHOOK_URL = "https://happy-otter-123.convex.site/workos/webhook";

export const RECORD: EnvironmentRecord = {
  name: "Production",
  kind: "production",
  appUrl: APP_URL,
  redirectUri: CALLBACK,
  clientId: CLIENT_ID,
  apiHost: "api.workos.com",
  convexUrl: CONVEX_URL,
  webhookUrl: WEBHOOK_URL,
};

/** Path → answer of the app under test. */
export type App = Readonly<Record<string, () => Response>>;

const page =
  (html: string, headers: Record<string, string> = {}) =>
  () =>
    new Response(html, { headers: { "content-type": "text/html", ...headers } });

export const html = page;

export const script = (text: string) => () =>
  new Response(text, { headers: { "content-type": "text/javascript" } });

/** An app that is well: a page, its script, and the same page at its callback. */
export const SOUND_APP: App = {
  "/": page('<script type="module" src="/assets/index.js"></script>'),
  "/callback": page("<div></div>"),
  "/assets/index.js": script(
    `start({apiHostname:"${AUTH_DOMAIN}"},"${CLIENT_ID}","${CONVEX_URL}")`,
  ),
};

/** WorkOS's stand-in and an app, both in this process. */
export interface World {
  workos: Harness;
  target: Target;
  tools: SharedTools;
  /** Every address that was opened. */
  opened: string[];
}

interface WorldOptions {
  app?: App;
  model?: ModelOptions;
  target?: Partial<Target>;
  stored?: Partial<Record<CheckKey, Evidence[]>>;
  apiKey?: SharedTools["apiKey"];
  /** The signing secrets that the deployment has. */
  webhookSecrets?: readonly string[];
  ownToken?: OwnToken;
}

/** A sound world, but for what is given. */
export function createWorld(options: WorldOptions = {}): World {
  const { app = SOUND_APP, model = {}, stored = {}, apiKey = { key: API_KEY } } = options;
  const { webhookSecrets } = options;
  const workos = createHarness({ redirectUris: [CALLBACK], corsOrigins: [APP_URL], ...model });
  const opened: string[] = [];
  const transport: Transport = async (url, { headers }) => {
    opened.push(url.href);
    if (url.host !== "app.example.com") {
      const address = url.href.replace(AUTH_DOMAIN, "api.workos.com");
      return await workos.send(new Request(address, { headers }));
    }
    return app[url.pathname]?.() ?? new Response("not here", { status: 404 });
  };
  const target: Target = {
    ...{ environment: RECORD, redirectUris: [CALLBACK], callbackPath: null },
    authMode: "client-only",
    ...options.target,
  };
  const hosts = new Set(["app.example.com", "api.workos.com"]);
  const tools: SharedTools = {
    ...{ policy: { hosts, loopback: false }, transport, apiKey },
    workosOrigin: "https://api.workos.com",
    stored: async (key) => stored[key] ?? [],
    now: workos.clock.now,
    ...(options.ownToken === undefined ? {} : { ownToken: options.ownToken }),
    ...(webhookSecrets === undefined
      ? {}
      : { hasWebhookSecret: (secret: string) => webhookSecrets.includes(secret) }),
  };
  return { workos, target, tools, opened };
}
