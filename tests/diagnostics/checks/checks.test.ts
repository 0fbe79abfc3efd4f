import { describe, expect, it } from "vitest";
import { API_KEY, CLIENT_ID } from "../../../local/workos/testing/harness";
import type { CheckKey } from "../../../convex/gatehouse/diagnostics/checks";
import { isAvailable, type Evidence } from "../../../convex/gatehouse/diagnostics/evidence";
import { judge } from "../../../convex/gatehouse/diagnostics/judge/judge";
import type { OwnToken } from "../../../convex/gatehouse/diagnostics/ownToken";
import { collectCheck } from "../../../convex/gatehouse/diagnostics/collect/collect";
import {
  APP_URL,
  AUTH_DOMAIN,
  CALLBACK,
  CONVEX_URL,
  createWorld,
  html,
  RECORD,
  script,
  SOUND_APP,
  WEBHOOK_URL,
  type World,
} from "./world";

const OTHER_CLIENT = "client_01OTHERENVIRONMENT";
const USER_EVENTS = ["user.created", "user.updated", "user.deleted"];

const factsOf = (evidence: readonly Evidence[]) =>
  evidence.map((one) => (isAvailable(one) ? one.facts : one.unavailable));

const collect = ({ target, tools }: World, key: CheckKey) => collectCheck(key, target, tools);

/** Codes of what the checks find, the one to act on first. */
async function codes(world: World, checks: readonly CheckKey[]): Promise<string[]> {
  const evidence = await Promise.all(checks.map((key) => collect(world, key)));
  const { environment, authMode } = world.target;
  const context = { environment, authMode, now: world.tools.now() };
  return judge(evidence.flat(), context).map(({ code }) => code);
}

describe("what each check collects from a sound setup", () => {
  it.each<[CheckKey, unknown[]]>([
    ["apiKey", [{ status: 200 }]],
    [
      "authorize",
      [
        {
          clientId: CLIENT_ID,
          redirectUri: CALLBACK,
          hasSelector: true,
          status: 302,
          location: "https://api.workos.com/authkit/sign-in",
        },
      ],
    ],
    ["redirectUris", [{ uris: [{ uri: CALLBACK, isDefault: true }] }]],
    ["callback", [{ url: CALLBACK, status: 200, contentType: "text/html", location: null }]],
    ["corsOrigins", [{ origins: [APP_URL] }]],
    [
      "cookies",
      [{ host: "app.example.com", https: true, cookies: [], cacheControl: null, ageSeconds: null }],
    ],
    ["checklist", []],
  ])("%s", async (key, facts) => {
    expect(factsOf(await collect(createWorld(), key))).toEqual(facts);
  });

  it("reads the settings out of the scripts", async () => {
    const [bundle] = factsOf(await collect(createWorld(), "bundle"));
    expect(bundle).toMatchObject({
      url: APP_URL,
      scripts: 1,
      clientIds: [CLIENT_ID],
      convexUrls: [CONVEX_URL],
      apiHosts: ["auth.example.com"],
    });
  });

  it("reads the settings of an app that is told them at load", async () => {
    const settings = { clientId: CLIENT_ID, convexUrl: CONVEX_URL, apiHostname: AUTH_DOMAIN };
    const app = {
      ...SOUND_APP,
      "/assets/index.js": script('load("/gatehouse.json")'),
      "/gatehouse.json": () => Response.json({ ...settings, devMode: true }),
    };
    const [bundle] = factsOf(await collect(createWorld({ app }), "bundle"));
    expect(bundle).toMatchObject({
      ...{ scripts: 1, clientIds: [CLIENT_ID], convexUrls: [CONVEX_URL] },
      ...{ apiHosts: [AUTH_DOMAIN], devMode: true },
    });
  });

  it("reads the key list, and the clock on the way", async () => {
    const world = createWorld();
    const [jwks] = factsOf(await collect(world, "jwks"));
    const url = `https://api.workos.com/sso/jwks/${CLIENT_ID}`;
    expect(jwks).toMatchObject({ url, status: 200, contentType: "application/json" });
    expect(jwks).toHaveProperty("keyIds", [expect.stringMatching(/^sso_oidc_key_pair_/)]);
  });

  it("takes no webhook secret along", async () => {
    const endpoint = { url: WEBHOOK_URL, secret: "whsec_hidden", events: USER_EVENTS };
    const world = createWorld({ model: { webhookEndpoints: [endpoint] } });
    const evidence = await collect(world, "webhookEndpoint");
    expect(factsOf(evidence)).toEqual([
      {
        endpoints: [
          {
            ...{ id: expect.any(String), url: WEBHOOK_URL, enabled: true, events: USER_EVENTS },
            secretFits: null,
          },
        ],
      },
    ]);
    expect(JSON.stringify(evidence)).not.toContain("whsec_hidden");
  });

  it.each([
    [["whsec_old", "whsec_hidden"], true],
    [["whsec_old"], false],
  ])("compares the webhook secret with %j, and keeps only the answer", async (secrets, fits) => {
    const endpoint = { url: WEBHOOK_URL, secret: "whsec_hidden", events: USER_EVENTS };
    const world = createWorld({
      model: { webhookEndpoints: [endpoint] },
      webhookSecrets: secrets,
    });
    const evidence = await collect(world, "webhookEndpoint");
    expect(factsOf(evidence)).toMatchObject([{ endpoints: [{ secretFits: fits }] }]);
    expect(JSON.stringify(evidence)).not.toContain("whsec_");
  });

  it("takes the operator's own token along", async () => {
    const [facts] = factsOf(await collect(createWorld({ ownToken: OWN_TOKEN }), "token"));
    expect(facts).toEqual({ ...OWN_TOKEN, signature: "unchecked" });
  });
});

const OWN_TOKEN: OwnToken = {
  ...{ algorithm: "RS256", keyId: "key_1", clientId: CLIENT_ID, audience: [CLIENT_ID] },
  issuer: `https://api.workos.com/user_management/${CLIENT_ID}`,
  ...{ issuedAt: 0, expiresAt: 300_000, claimNames: ["iss", "aud", "sub"] },
};

const SIGN_IN: CheckKey[] = ["authorize", "redirectUris", "corsOrigins", "callback"];

const signInPage = (attributes: string) => () =>
  new Response(null, {
    status: 302,
    headers: {
      location: "https://api.workos.com/user_management/authorize?state=x",
      "set-cookie": `wos-auth-verifier-0a1b2c3d=v; Path=/; HttpOnly${attributes}`,
    },
  });

describe("what the checks find", () => {
  it.each<[string, Parameters<typeof createWorld>[0], CheckKey[], string[]]>([
    ["nothing when all is well", {}, [...SIGN_IN, "apiKey", "jwks", "cookies"], []],
    [
      "an unregistered callback address",
      { model: { redirectUris: ["https://old.example.com/callback"] } },
      SIGN_IN,
      ["redirect-uri-not-registered"],
    ],
    ["a missing CORS origin", { model: { corsOrigins: [] } }, SIGN_IN, ["cors-origin-missing"]],
    [
      "a client ID WorkOS does not know",
      { target: { environment: { ...RECORD, clientId: OTHER_CLIENT } } },
      SIGN_IN,
      ["client-id-invalid"],
    ],
    ["a refused API key", { apiKey: { key: "sk_test_revoked" } }, ["apiKey"], ["api-key-refused"]],
    [
      "a callback address that the host does not serve",
      { app: { ...SOUND_APP, "/callback": () => new Response("no", { status: 404 }) } },
      SIGN_IN,
      ["callback-not-served"],
    ],
    [
      "a callback behind the app's own guard",
      {
        app: {
          ...SOUND_APP,
          "/callback": () =>
            new Response(null, {
              status: 307,
              headers: { location: "https://api.workos.com/user_management/authorize?state=x" },
            }),
        },
      },
      SIGN_IN,
      ["callback-behind-guard"],
    ],
    [
      "an app that was built for another Convex deployment",
      {
        app: {
          ...SOUND_APP,
          "/assets/index.js": script(`f("${CLIENT_ID}","https://quick-fox-9.convex.cloud")`),
        },
      },
      ["bundle"],
      ["production-differs-from-local"],
    ],
    [
      "a cookie browsers drop",
      {
        app: {
          ...SOUND_APP,
          "/": html("", { "set-cookie": "wos-session=v; SameSite=None; Path=/; HttpOnly" }),
        },
        target: { authMode: "cookie" as const },
      },
      ["cookies"],
      ["cookie-samesite-none-insecure"],
    ],
    [
      "a cookie of the sign-in endpoint that browsers drop",
      {
        app: { ...SOUND_APP, "/login": signInPage("; SameSite=None") },
        target: { authMode: "cookie" as const, signInEndpoint: `${APP_URL}/login` },
      },
      ["cookies"],
      ["cookie-samesite-none-insecure"],
    ],
    [
      "no fault with a sound cookie of the sign-in endpoint",
      {
        app: { ...SOUND_APP, "/login": signInPage("; Secure; SameSite=Lax") },
        target: { authMode: "cookie" as const, signInEndpoint: `${APP_URL}/login` },
      },
      ["cookies"],
      [],
    ],
    ["a missing webhook endpoint", {}, ["webhookEndpoint"], ["webhook-endpoint-missing"]],
  ])("%s", async (_, world, checks, expected) => {
    expect(await codes(createWorld(world), checks)).toEqual(expected);
  });

  it("an API key of another environment than the client ID", async () => {
    // The key's list has the address, the client's sign-in refuses it.
    const world = createWorld({ model: { redirectUris: [CALLBACK, `${APP_URL}/`] } });
    const list = await collect(world, "redirectUris");
    world.workos.model.tables.redirectUris.all().forEach(({ id }) => {
      world.workos.model.tables.redirectUris.remove(id);
    });
    const probe = await collect(world, "authorize");
    const { environment, authMode } = world.target;
    const found = judge([...list, ...probe], { environment, authMode, now: world.tools.now() });
    expect(found.map(({ code }) => code)).toEqual(["environments-mixed"]);
  });
});

describe("secrets", () => {
  it("sends the API key to WorkOS only", async () => {
    const keys: [string, string | undefined][] = [];
    const world = createWorld();
    const { transport } = world.tools;
    const tools = {
      ...world.tools,
      transport: (async (url, init) => {
        keys.push([url.host, init.headers["authorization"]]);
        return await transport(url, init);
      }) satisfies typeof transport,
    };
    for (const key of ["apiKey", "callback", "bundle", "cookies", "redirectUris"] as const) {
      await collectCheck(key, world.target, tools);
    }
    const withKey = keys.filter(([, key]) => key !== undefined).map(([host]) => host);
    expect(new Set(withKey)).toEqual(new Set(["api.workos.com"]));
  });

  it("keeps no cookie value and no parameter of a redirect", async () => {
    const app = {
      ...SOUND_APP,
      "/": html("", { "set-cookie": "wos-session=TOPSECRET; Path=/; Secure; HttpOnly" }),
      "/callback": () =>
        new Response(null, { status: 302, headers: { location: "/login?code=TOPSECRET" } }),
    };
    const world = createWorld({ app });
    const evidence = [await collect(world, "cookies"), await collect(world, "callback")];
    expect(JSON.stringify(evidence)).toContain("wos-session");
    expect(JSON.stringify(evidence)).not.toContain("TOPSECRET");
    expect(JSON.stringify(evidence)).not.toContain(API_KEY);
  });
});

describe("what cannot be collected", () => {
  it.each<[string, Parameters<typeof createWorld>[0], CheckKey, RegExp]>([
    ["no key", { apiKey: { missing: "No key here." } }, "redirectUris", /^No key here\.$/],
    ["a refused key", { apiKey: { key: "sk_wrong" } }, "corsOrigins", /401 to the API key/],
    [
      "an app that answers with an error",
      { app: { "/": () => new Response("", { status: 503 }) } },
      "bundle",
      /answers 503/,
    ],
    [
      "a development server",
      { app: { "/": html('<script src="/@vite/client"></script>') } },
      "bundle",
      /development server/,
    ],
    ["a page without scripts", { app: { "/": html("<h1>Hi</h1>") } }, "bundle", /None of the 0/],
    [
      "a host that is not registered",
      { target: { redirectUris: ["https://elsewhere.example/callback"] } },
      "callback",
      /neither WorkOS nor a host/,
    ],
  ])("%s is a sentence", async (_, options, key, words) => {
    const [evidence] = await collect(createWorld(options), key);
    expect(evidence).toHaveProperty("unavailable", expect.stringMatching(words));
  });

  it("is a sentence too when a collector itself is broken", async () => {
    const world = createWorld();
    const tools = { ...world.tools, stored: () => Promise.reject(new TypeError("x is undefined")) };
    const [evidence] = await collectCheck("provisioning", world.target, tools);
    expect(evidence).toHaveProperty("unavailable", "The check itself failed (x is undefined).");
  });

  it("leaves patterns alone, which no app can send, and says so", async () => {
    const redirectUris = ["https://*.example.com/callback"];
    const world = createWorld({ target: { redirectUris } });
    for (const key of ["authorize", "callback"] as const) {
      const [evidence] = await collect(world, key);
      expect(evidence).toHaveProperty("unavailable", expect.stringMatching(/Only a pattern/));
    }
    expect(world.opened).toEqual([]);
    expect((await collect(world, "redirectUris")).at(-1)).toMatchObject({
      kind: "runtimeRedirectUri",
      unavailable: expect.stringMatching(/Only a pattern/) as string,
    });
  });

  it("is also the rest of many callback addresses", async () => {
    const redirectUris = Array.from({ length: 7 }, (_, index) => `${APP_URL}/callback?${index}`);
    const world = createWorld({ target: { redirectUris } });
    const evidence = await collect(world, "callback");
    expect(evidence.filter(isAvailable)).toHaveLength(5);
    expect(evidence.at(-1)).toMatchObject({
      unavailable: "Only the first 5 of 7 callback addresses were tried.",
    });
  });

  it("is what may stand in the rest of a long list", async () => {
    const others = Array.from({ length: 500 }, (_, index) => `https://a${index}.example/callback`);
    const world = createWorld({ model: { redirectUris: [...others, CALLBACK] } });
    const [evidence] = await collect(world, "redirectUris");
    expect(evidence).toHaveProperty("unavailable", expect.stringMatching(/more than 500 entries/));
    const whole = createWorld({ model: { redirectUris: [...others.slice(1), CALLBACK] } });
    expect((await collect(whole, "redirectUris")).filter(isAvailable)).toHaveLength(1);
  });

  it.each([
    ["no sign-in endpoint is noted", null, /is not noted either/],
    ["the sign-in endpoint sets none either", `${APP_URL}/login`, /nor from its sign-in endpoint/],
    ["the sign-in endpoint is elsewhere", "https://id.example.org/login", /register it there/],
  ])("is a server's cookie when a stranger gets none: %s", async (_, signInEndpoint, words) => {
    const app = {
      ...SOUND_APP,
      "/": html("", { "set-cookie": "wos-session=; Path=/; Max-Age=0" }),
      "/login": html(""),
    };
    const world = createWorld({ app, target: { authMode: "cookie", signInEndpoint } });
    const [evidence] = await collect(world, "cookies");
    expect(evidence).toMatchObject({ kind: "setCookies" });
    expect(evidence).toHaveProperty("unavailable", expect.stringMatching(words));
    expect(evidence).toHaveProperty("unavailable", expect.stringMatching(/Drop a HAR file/));
  });

  it.each([
    ["nobody is at a console", undefined, /No token was at hand/],
    ["it is another client's", { ...OWN_TOKEN, clientId: OTHER_CLIENT }, /client of this console/],
  ])("is a real token when %s", async (_, ownToken, words) => {
    const world = createWorld(ownToken === undefined ? {} : { ownToken });
    const [evidence] = await collect(world, "token");
    expect(evidence).toHaveProperty("unavailable", expect.stringMatching(words));
    expect(evidence).toHaveProperty("unavailable", expect.stringMatching(/paste an access token/));
  });
});

describe("provisioning", () => {
  const person = (workosId: string) => ({ workosId, email: null, lastSignInAt: 0 });
  const gaps = (...people: ReturnType<typeof person>[]) => ({
    kind: "provisioningGaps" as const,
    at: 0,
    source: "the users table",
    facts: {
      ...{ signedInWithoutRow: people, rowsWithoutEmail: 0, rowsPendingTooLong: 0 },
      ...{ duplicatedIds: [], resurrectedIds: [] },
      ...{ comparedAt: null, usersAtWorkos: null, usersInConvex: null },
    },
  });

  it("names those who have no row, and leaves out whom WorkOS has deleted", async () => {
    const world = createWorld();
    const { id } = world.workos.model.users.create({ email: "ada@example.com" });
    const stored = async () => [gaps(person(id), person("user_01GONE"))];
    const evidence = await collectCheck("provisioning", world.target, { ...world.tools, stored });
    expect(factsOf(evidence)).toMatchObject([
      { signedInWithoutRow: [{ workosId: id, email: "ada@example.com" }] },
    ]);
  });

  it("keeps everybody when WorkOS does not answer", async () => {
    const stored = { provisioning: [gaps(person("user_01"), person("user_02"))] };
    const world = createWorld({ stored, apiKey: { missing: "No key." } });
    expect(factsOf(await collect(world, "provisioning"))).toMatchObject([
      { signedInWithoutRow: [{ workosId: "user_01" }, { workosId: "user_02" }] },
    ]);
  });
});

describe("deliveries", () => {
  const health = {
    kind: "inboxHealth" as const,
    at: 0,
    source: "the inbox",
    facts: {
      secretConfigured: true,
      lastReceivedAt: null,
      missedEventAt: null,
      ...{ since: 0, received: 0, receivedIsCapped: false },
      rejected: [],
      failedTypes: [],
    },
  };

  it("adds the first event at WorkOS that came after the last delivery", async () => {
    const lastReceivedAt = createWorld().workos.clock.now();
    const facts = { ...health.facts, lastReceivedAt };
    const world = createWorld({ stored: { deliveries: [{ ...health, facts }] } });
    const { clock } = world.workos;
    const signUp = async (name: string) => {
      const user = { email: `${name}@example.com`, first_name: name, password: "x" };
      await world.workos.call("POST", "/user_management/users", { body: user });
      const at = clock.now();
      clock.advance(60_000);
      return at;
    };
    // WorkOS holds events back for a few seconds.
    await signUp("before");
    const missedEventAt = await signUp("first");
    await signUp("second");
    expect(factsOf(await collect(world, "deliveries"))).toEqual([{ ...facts, missedEventAt }]);
  });

  it("asks about two days when nothing was ever delivered", async () => {
    const since = createWorld().workos.clock.now() - 60_000;
    const facts = { ...health.facts, since };
    const world = createWorld({ stored: { deliveries: [{ ...health, facts }] } });
    expect(factsOf(await collect(world, "deliveries"))).toEqual([facts]);
  });

  it("stays with the inbox's figures when WorkOS does not answer", async () => {
    const stored = { deliveries: [health] };
    const world = createWorld({ stored, apiKey: { missing: "No key." } });
    expect(factsOf(await collect(world, "deliveries"))).toEqual([health.facts]);
  });

  it("passes on why the inbox is closed", async () => {
    const closed = { kind: "inboxHealth" as const, at: 0, source: "the inbox", unavailable: "No." };
    const world = createWorld({ stored: { deliveries: [closed] } });
    expect(await collect(world, "deliveries")).toEqual([closed]);
  });
});
