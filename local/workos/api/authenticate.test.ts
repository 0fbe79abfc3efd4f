import { decodeJwt } from "jose";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../model/types";
import {
  APP_ORIGIN,
  authenticate,
  createPkce,
  locationOf,
  openSignInPage,
  signInAs,
  submit,
} from "../testing/authkit";
import { API_KEY, CLIENT_ID, createHarness, type Harness } from "../testing/harness";

let harness: Harness;
let ada: User;
beforeEach(() => {
  harness = createHarness();
  ada = harness.model.users.create({ email: "ada@example.com" });
});

async function codeFor(changes: Record<string, string | null> = {}) {
  const { verifier, challenge } = createPkce();
  const authorization = await openSignInPage(harness, challenge, changes);
  const done = await submit(harness, { authorization, user_id: ada.id, method: "github" });
  return { verifier, code: locationOf(done).searchParams.get("code") ?? "" };
}

describe("exchanging a code", () => {
  it("gives a browser user, tokens and method for code and verifier", async () => {
    const { code, verifier } = await codeFor();
    const { status, body } = await authenticate(harness, {
      grant_type: "authorization_code",
      code,
      code_verifier: verifier,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      user: { id: ada.id, email: ada.email, last_sign_in_at: expect.any(String) },
      authentication_method: "GitHubOAuth",
      refresh_token: expect.stringMatching(/^[0-9A-Za-z]{25}$/),
    });
    expect(decodeJwt(body.access_token)).toMatchObject({ sub: ada.id, aud: CLIENT_ID });
  });

  it("gives a server the same for its API key, without cookies", async () => {
    const { code } = await codeFor({ code_challenge: null });
    const answer = await authenticate(harness, {
      grant_type: "authorization_code",
      code,
      client_secret: API_KEY,
      ip_address: "198.51.100.4",
      user_agent: "from the app",
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(harness.model.tables.sessions.all()).toMatchObject([
      { ip_address: "198.51.100.4", user_agent: "from the app", auth_method: "oauth" },
    ]);
  });

  it.each<[string, (given: { code: string; verifier: string }) => Record<string, string>, object]>([
    [
      "a made-up code",
      ({ verifier }) => ({ code: "made-up", code_verifier: verifier }),
      { error: "invalid_grant" },
    ],
    [
      "another verifier",
      ({ code }) => ({ code, code_verifier: createPkce().verifier }),
      { error: "invalid_grant", error_description: "Invalid code verifier." },
    ],
    ["no proof at all", ({ code }) => ({ code }), { error: "invalid_request" }],
    [
      "a wrong API key",
      ({ code }) => ({ code, client_secret: "sk_test_wrong" }),
      { error: "invalid_client", error_description: "Invalid client secret." },
    ],
    [
      "another client",
      ({ code, verifier }) => ({ code, code_verifier: verifier, client_id: "client_other" }),
      { error: "invalid_client" },
    ],
    ["no code", ({ verifier }) => ({ code_verifier: verifier }), { error: "invalid_grant" }],
  ])("refuses %s", async (_name, change, error) => {
    const given = await codeFor();
    const body = { grant_type: "authorization_code", ...change(given) };
    const answer = await authenticate(harness, body);
    expect([answer.status, answer.body]).toMatchObject([400, error]);
    expect(harness.eventTypes()).not.toContain("session.created");
  });

  it("refuses a verifier for a code that was asked for without a challenge", async () => {
    const { code, verifier } = await codeFor({ code_challenge: null });
    const body = { grant_type: "authorization_code", code, code_verifier: verifier };
    const answer = await authenticate(harness, body);
    expect([answer.status, answer.body]).toMatchObject([400, { code: "code_challenge_not_found" }]);
  });

  it("refuses a code the second time", async () => {
    const { code, verifier } = await codeFor();
    const body = { grant_type: "authorization_code", code, code_verifier: verifier };
    await authenticate(harness, body);
    expect((await authenticate(harness, body)).body.error).toBe("invalid_grant");
  });

  it("refuses the code of somebody who was deleted meanwhile", async () => {
    const { code, verifier } = await codeFor();
    harness.model.users.remove(ada);
    const body = { grant_type: "authorization_code", code, code_verifier: verifier };
    expect((await authenticate(harness, body)).body.error).toBe("invalid_grant");
  });

  it.each([
    [{}, 422],
    [{ grant_type: "password" }, 400],
  ])("answers %o with %i", async (body, status) => {
    expect((await authenticate(harness, body)).status).toBe(status);
  });

  it("answers token_too_big when the JWT template renders too much", async () => {
    harness.model.settings.set("jwt_template", JSON.stringify({ x: "y".repeat(4_000) }));
    const answer = await signInAs(harness, ada.id);
    expect([answer.status, answer.body.error]).toEqual([400, "token_too_big"]);
  });
});

describe("refreshing", () => {
  const refresh = (refresh_token: string, extra: Record<string, string> = {}) =>
    authenticate(harness, { grant_type: "refresh_token", refresh_token, ...extra });

  it("rotates the token and keeps the session, without any event", async () => {
    const first = (await signInAs(harness, ada.id)).body;
    const before = harness.eventTypes();
    harness.clock.advance(300_000);
    const second = (await refresh(first.refresh_token)).body;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const [one, two] = [decodeJwt(first.access_token), decodeJwt(second.access_token)];
    expect([two.sid, two.auth_time]).toEqual([one.sid, one.auth_time]);
    expect(two.iat).toBe((one.iat ?? 0) + 300);
    expect(harness.eventTypes()).toEqual(before);
  });

  it.each<[string, (token: string) => Promise<string> | string, string]>([
    [
      "spent",
      async (token) => {
        await refresh(token);
        return token;
      },
      "Refresh token already exchanged.",
    ],
    ["unknown", () => "made-up", "Invalid refresh token."],
    [
      "of an ended session",
      (token) => {
        harness.model.tables.sessions.all().map(harness.model.sessions.revoke);
        return token;
      },
      "Session has already ended.",
    ],
    [
      "of a deleted user",
      (token) => {
        harness.model.users.remove(ada);
        return token;
      },
      "Session has already ended.",
    ],
  ])("refuses a token that is %s", async (_name, prepare, error_description) => {
    const { refresh_token } = (await signInAs(harness, ada.id)).body;
    const answer = await refresh(await prepare(refresh_token));
    expect([answer.status, answer.body]).toEqual([
      400,
      { error: "invalid_grant", error_description },
    ]);
  });

  it("refuses an organization nobody is a member of, and keeps the token good", async () => {
    const { refresh_token } = (await signInAs(harness, ada.id)).body;
    const answer = await refresh(refresh_token, { organization_id: "org_01" });
    expect([answer.status, answer.body.error]).toEqual([400, "organization_membership_not_found"]);
    expect((await refresh(refresh_token)).status).toBe(200);
  });

  it("without a token is 400 Missing refresh token.", async () => {
    const answer = await authenticate(harness, { grant_type: "refresh_token" });
    expect([answer.status, answer.body]).toEqual([
      400,
      { error: "invalid_request", error_description: "Missing refresh token." },
    ]);
  });
});

describe("cookie mode", () => {
  it("holds the token in an HTTP-only cookie and a hint that scripts can read", async () => {
    const cookies = (await signInAs(harness, ada.id)).headers.getSetCookie();
    expect(cookies).toHaveLength(2);
    expect(cookies[0]).toMatch(/^workos-refresh-token-\S+=\S+; HttpOnly;.*Secure; SameSite=None/);
    expect(cookies[1]).toMatch(new RegExp(`^workos-has-session=${CLIENT_ID};`));
    expect(cookies[1]).not.toContain("HttpOnly");
  });

  it("refreshes from the cookie", async () => {
    const [cookie = ""] = (await signInAs(harness, ada.id)).headers.getSetCookie();
    const headers = { Origin: APP_ORIGIN, Cookie: `other=1; ${cookie.split(";")[0]}` };
    const answer = await authenticate(harness, { grant_type: "refresh_token" }, headers);
    expect(answer.status).toBe(200);
    const again = await authenticate(harness, { grant_type: "refresh_token" }, headers);
    expect(again.body.error_description).toBe("Refresh token already exchanged.");
  });
});

describe("CORS", () => {
  const body = { grant_type: "refresh_token" };
  const corsOf = (headers: Headers) => [
    headers.get("access-control-allow-origin"),
    headers.get("access-control-allow-credentials"),
  ];

  it.each<[string, Record<string, string>, (string | null)[]]>([
    ["a registered origin", { Origin: APP_ORIGIN }, [APP_ORIGIN, "true"]],
    ["an unregistered origin", { Origin: "http://localhost:5174" }, [null, null]],
    ["the redirect URI's other host", { Origin: "http://127.0.0.1:5173" }, [null, null]],
    ["no origin", {}, [null, null]],
  ])("lets %s read the answer, or not", async (_name, headers, expected) => {
    const answer = await authenticate(harness, body, headers);
    expect(corsOf(answer.headers)).toEqual(expected);
    expect(answer.headers.get("vary")).toBe("Origin");
  });

  it.each([
    [APP_ORIGIN, [APP_ORIGIN, "true"], "Content-Type, Accept"],
    ["https://evil.example", [null, null], null],
  ])("answers the preflight of %s", async (Origin, expected, allowed) => {
    const answer = await harness.call("OPTIONS", "/user_management/authenticate", {
      key: null,
      headers: { Origin, "Access-Control-Request-Method": "POST" },
    });
    expect(answer.status).toBe(204);
    expect(corsOf(answer.headers)).toEqual(expected);
    expect(answer.headers.get("access-control-allow-headers")).toBe(allowed);
  });
});

describe("the JWKS", () => {
  it("is public and names the key of the tokens", async () => {
    const { body } = await signInAs(harness, ada.id);
    const jwks = await harness.call("GET", `/sso/jwks/${CLIENT_ID}`, { key: null });
    expect(jwks.headers.get("content-type")).toBe("application/json");
    const [header = ""] = body.access_token.split(".");
    const { kid } = JSON.parse(Buffer.from(header, "base64url").toString()) as { kid: string };
    expect(jwks.body).toMatchObject({ keys: [{ kid, alg: "RS256", use: "sig", kty: "RSA" }] });
  });

  it("is 404 for another client", async () => {
    const answer = await harness.call("GET", "/sso/jwks/client_other", { key: null });
    expect(answer.status).toBe(404);
  });
});

describe("the limit on attempts", () => {
  it("stops the eleventh try with one code within a minute", async () => {
    const body = { grant_type: "authorization_code", code: "guess", code_verifier: "guess" };
    for (let i = 0; i < 10; i++) expect((await authenticate(harness, body)).status).toBe(400);
    const answer = await authenticate(harness, body);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "60"]);
    expect((await authenticate(harness, { ...body, code: "another" })).status).toBe(400);
  });
});
