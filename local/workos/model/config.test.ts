import { describe, expect, it } from "vitest";
import { normaliseOptions } from "./config";
import { createModel } from "./model";

describe("normaliseOptions", () => {
  it.each([
    ["sk_test_abc", "staging"],
    ["sk_live_abc", "production"],
    [undefined, "staging"],
  ])("takes %s for %s", (apiKey, environment) => {
    const options = apiKey === undefined ? {} : { apiKey };
    expect(normaliseOptions(options).environment).toBe(environment);
  });

  it("derives CORS origins and sign-out redirects from the redirect URIs", () => {
    const config = normaliseOptions({
      redirectUris: [
        "https://app.example.com/callback",
        "https://app.example.com/other",
        "https://*.example.com/callback",
      ],
    });
    expect(config.corsOrigins).toEqual(["https://app.example.com"]);
    expect(config.signOutRedirects).toEqual([
      "https://app.example.com",
      "https://app.example.com/",
    ]);
  });
});

describe("a configured environment", () => {
  it("has what it was configured with; the first redirect URI is the default", () => {
    const { tables } = createModel({
      redirectUris: ["https://a.example.com/cb", "https://b.example.com/cb"],
      corsOrigins: ["https://a.example.com"],
      webhookEndpoints: [
        {
          url: "http://127.0.0.1:3211/workos/webhook",
          secret: "whsec_1",
          events: ["user.created"],
        },
      ],
    });
    expect(tables.redirectUris.all().map((row) => [row.uri, row.default])).toEqual([
      ["https://a.example.com/cb", true],
      ["https://b.example.com/cb", false],
    ]);
    expect(tables.corsOrigins.all().map(({ origin }) => origin)).toEqual(["https://a.example.com"]);
    expect(tables.webhookEndpoints.all()).toMatchObject([
      { secret: "whsec_1", status: "enabled", events: ["user.created"] },
    ]);
  });
});

describe("loading a seed", () => {
  it("fills the session list and last sign-ins, and tells no webhook endpoint", () => {
    const source = createModel();
    const ada = source.users.create({ email: "ada@example.com" });
    const nowhere = { ip_address: null, user_agent: null };
    const first = source.sessions.start(ada, "password", nowhere);
    const second = source.sessions.start(ada, "password", nowhere);
    source.sessions.revoke(first);

    const model = createModel();
    const heard: string[] = [];
    model.events.onEmit(({ event }) => heard.push(event));
    model.load({ users: [ada], events: source.tables.events.all() });
    expect(model.tables.sessions.get(first.id)?.status).toBe("revoked");
    expect(model.tables.sessions.get(second.id)?.status).toBe("active");
    expect(model.tables.users.get(ada.id)?.last_sign_in_at).toBe(second.created_at);
    expect(heard).toEqual([]);
  });

  it("marks sessions that have run out since as expired", () => {
    const startMs = Date.UTC(2026, 0, 1);
    const source = createModel({ now: () => startMs });
    const ada = source.users.create({ email: "ada@example.com" });
    const session = source.sessions.start(ada, "sso", { ip_address: null, user_agent: null });
    const model = createModel({ now: () => startMs + 31 * 86_400_000 });
    model.load({ users: [ada], events: source.tables.events.all() });
    expect(model.tables.sessions.get(session.id)).toMatchObject({
      status: "expired",
      ended_at: session.expires_at,
    });
  });
});
