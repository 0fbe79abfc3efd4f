import { beforeEach, describe, expect, it } from "vitest";
import {
  authorizePath,
  CALLBACK,
  createPkce,
  locationOf,
  openSignInPage,
  signInAs,
  submit,
} from "../testing/authkit";
import { BASE_URL, createHarness, type Harness } from "../testing/harness";

let harness: Harness;
beforeEach(() => {
  harness = createHarness();
});

const { challenge } = createPkce();
const authorize = (
  changes: Record<string, string | null> = {},
  headers: Record<string, string> = {},
) => harness.call("GET", authorizePath(challenge, changes), { key: null, headers });

describe("a valid authorize request", () => {
  it.each([
    [{}, "sign-in"],
    [{ screen_hint: "sign-in" }, "sign-in"],
    [{ screen_hint: "sign-up" }, "sign-up"],
  ])("with %o leads to the %s page", async (changes, screen) => {
    const answer = await authorize(changes);
    expect(answer.status).toBe(302);
    expect(locationOf(answer).href).toMatch(
      new RegExp(`^${BASE_URL}/authkit/${screen}\\?authorization=[0-9A-Za-z]{24}$`),
    );
  });

  it.each(["connection_id", "organization_id", "domain_hint"])(
    "may select by %s instead of a provider",
    async (selector) => {
      const answer = await authorize({ provider: null, [selector]: "x" });
      expect(locationOf(answer).pathname).toBe("/authkit/sign-in");
    },
  );

  it("without redirect_uri comes back to the default one", async () => {
    const ada = harness.model.users.create({ email: "ada@example.com" });
    const authorization = await openSignInPage(harness, challenge, { redirect_uri: null });
    const done = await submit(harness, { authorization, user_id: ada.id });
    expect(locationOf(done).href.startsWith(`${CALLBACK}?code=`)).toBe(true);
  });
});

describe("a mistaken authorize request", () => {
  it.each<[string, Record<string, string | null>, string]>([
    ["an unregistered redirect URI", { redirect_uri: `${CALLBACK}/` }, "redirect-uri-invalid"],
    ["a literal wildcard", { redirect_uri: "http://localhost:*/cb" }, "redirect-uri-invalid"],
    ["an empty redirect URI", { redirect_uri: "" }, "redirect-uri-invalid"],
    ["an unknown client", { client_id: "client_other" }, "client-id-invalid"],
    ["no client", { client_id: null }, "client-id-invalid"],
    ["no selector", { provider: null }, "invalid-connection-selector"],
  ])("with %s ends on WorkOS's error page, never at the app", async (_name, changes, reason) => {
    const answer = await authorize(changes);
    expect([answer.status, answer.headers.get("location"), answer.text]).toEqual([
      302,
      `https://error.workos.com/sso/${reason}`,
      "",
    ]);
    expect(harness.model.errorPages).toMatchObject([
      { reason: `sso/${reason}`, request: expect.stringContaining("/user_management/authorize?") },
    ]);
    expect(harness.model.tables.events.size).toBe(0);
  });

  it("without any default redirect URI ends there, too", async () => {
    harness = createHarness({ redirectUris: [] });
    const answer = await authorize({ redirect_uri: null });
    expect(locationOf(answer).pathname).toBe("/sso/redirect-uri-invalid");
  });

  it.each([
    ["redirect-uri-invalid", "Make sure that the app uses the correct redirect URI"],
    ["client-id-invalid", "client ID"],
    ["something-new", "could not send this browser back"],
  ])("is explained on %s", async (reason, text) => {
    const answer = await harness.call("GET", `https://error.workos.com/sso/${reason}`);
    expect(answer.headers.get("content-type")).toContain("text/html");
    expect(answer.text).toContain(text);
  });

  it("is remembered a hundred times at most", async () => {
    for (let i = 0; i < 101; i++) await authorize({ client_id: `client_${i}` });
    expect(harness.model.errorPages).toHaveLength(100);
    expect(harness.model.errorPages[0]?.request).toContain("client_1");
  });
});

describe("a browser that AuthKit still remembers", () => {
  async function hostedCookie(): Promise<string> {
    const ada = harness.model.users.create({ email: "ada@example.com" });
    const authorization = await openSignInPage(harness, challenge);
    const done = await submit(harness, { authorization, user_id: ada.id, method: "google" });
    return (done.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  }

  it("gets a code without being asked", async () => {
    const answer = await authorize({}, { Cookie: await hostedCookie() });
    expect(locationOf(answer).searchParams.get("code")).not.toBeNull();
    expect(harness.eventTypes().filter((type) => type.startsWith("authentication"))).toHaveLength(
      1,
    );
  });

  it.each<[string, Record<string, string>, (cookie: string) => string]>([
    ["asks for prompt=login", { prompt: "login" }, (cookie) => cookie],
    ["shows a made-up cookie", {}, (cookie) => `${cookie}x`],
    ["shows none", {}, () => "other=1"],
  ])("is asked when it %s", async (_name, changes, change) => {
    const answer = await authorize(changes, { Cookie: change(await hostedCookie()) });
    expect(locationOf(answer).pathname).toBe("/authkit/sign-in");
  });

  it("is asked again once its session was revoked", async () => {
    const cookie = await hostedCookie();
    const again = await authorize({}, { Cookie: cookie });
    const code = locationOf(again).searchParams.get("code") ?? "";
    const grant = harness.model.signIns.takeCode(code);
    harness.model.signIns.linkSession("session_01", grant?.hostedSession ?? "");
    harness.model.signIns.closeHostedSessionOf("session_01");
    const answer = await authorize({}, { Cookie: cookie });
    expect(locationOf(answer).pathname).toBe("/authkit/sign-in");
  });

  it("makes a session of its own for every code: a login loop shows", async () => {
    const bob = harness.model.users.create({ email: "bob@example.com" });
    for (let i = 0; i < 4; i++) await signInAs(harness, bob.id);
    expect(harness.eventTypes().filter((type) => type === "session.created")).toHaveLength(4);
  });
});
