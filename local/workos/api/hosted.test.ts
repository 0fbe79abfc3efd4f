import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../model/types";
import { CALLBACK, createPkce, locationOf, openSignInPage, submit } from "../testing/authkit";
import { createHarness, type Harness } from "../testing/harness";

const { challenge } = createPkce();
const STATE = JSON.stringify({ returnTo: "/users" });

let harness: Harness;
let ada: User;
let authorization: string;
beforeEach(async () => {
  harness = createHarness({ operators: ["root@example.com"] });
  ada = harness.model.users.create({ email: "ada@example.com", first_name: "Ada" });
  authorization = await openSignInPage(harness, challenge);
});

const open = (screen = "sign-in") =>
  harness.call("GET", `/authkit/${screen}?authorization=${authorization}`, { key: null });

describe("the sign-in page", () => {
  it("says plainly what it is", async () => {
    const { text, headers } = await open();
    expect(text).toContain("Local stand-in for WorkOS AuthKit: pick who you are");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it("has an input labelled Email and a button Continue", async () => {
    const { text } = await open();
    expect(text).toMatch(/<label for="email">Email<\/label>/);
    expect(text).toMatch(/<input[^>]*id="email"[^>]*name="email"/);
    expect(text).toMatch(/<button[^>]*type="submit"[^>]*>Continue<\/button>/);
  });

  it("lists operators first, then the newest people", async () => {
    for (let i = 0; i < 15; i++) {
      harness.clock.advance(1000);
      harness.model.users.create({ email: `p${i}@example.com` });
    }
    harness.model.users.create({ email: "root@example.com", created_at: "2020-01-01T00:00:00Z" });
    const { text } = await open();
    const listed = [...text.matchAll(/<span>([^<]+)<\/span>/g)].map(([, name]) => name);
    expect(listed).toHaveLength(12);
    expect(listed.slice(0, 3)).toEqual(["root@example.com", "p14@example.com", "p13@example.com"]);
  });

  it("fills in the login hint", async () => {
    authorization = await openSignInPage(harness, challenge, { login_hint: "ada@example.com" });
    expect((await open()).text).toContain('value="ada@example.com"');
  });

  it("preselects the method a provider stands for", async () => {
    authorization = await openSignInPage(harness, challenge, { provider: "GitHubOAuth" });
    expect((await open()).text).toMatch(/value="github"\s+checked/);
  });

  it("shows names as text, whatever they contain", async () => {
    harness.model.users.create({ email: "x@example.com", first_name: "<script>alert(1)</script>" });
    const { text } = await open();
    expect(text).not.toContain("<script>alert");
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  });

  it.each(["sign-in", "sign-up"] as const)("says when it has expired (%s)", async (screen) => {
    authorization = "nothing";
    expect((await open(screen)).status).toBe(410);
    expect((await submit(harness, { authorization }, screen)).status).toBe(410);
  });
});

describe("signing in", () => {
  it.each<[string, () => Record<string, string>]>([
    ["by picking a person", () => ({ user_id: ada.id })],
    ["by typing their e-mail", () => ({ email: " ADA@example.com " })],
    ["by picking, whatever was typed", () => ({ user_id: ada.id, email: "who@example.com" })],
  ])("%s goes back to the app with a code and its own state", async (_name, fields) => {
    const answer = await submit(harness, { authorization, ...fields() });
    const location = locationOf(answer);
    expect(answer.status).toBe(302);
    expect(location.href.startsWith(`${CALLBACK}?`)).toBe(true);
    expect(location.searchParams.get("state")).toBe(STATE);
    const grant = harness.model.signIns.takeCode(location.searchParams.get("code") ?? "");
    expect(grant).toMatchObject({ userId: ada.id, codeChallenge: challenge });
  });

  it("records who it was and where from", async () => {
    await submit(harness, { authorization, user_id: ada.id, method: "passkey" });
    expect(harness.model.tables.events.all().at(-1)).toMatchObject({
      event: "authentication.passkey_succeeded",
      data: {
        user_id: ada.id,
        ip_address: "203.0.113.9",
        user_agent: "Mozilla/5.0 (test)",
      },
    });
  });

  it("as nobody stays on the page and says so", async () => {
    const answer = await submit(harness, { authorization, email: "who@example.com" });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain("Nobody here has the e-mail “who@example.com”.");
    expect(answer.text).toContain('value="who@example.com"');
  });

  it("without state comes back without one", async () => {
    authorization = await openSignInPage(harness, challenge, { state: null });
    const answer = await submit(harness, { authorization, user_id: ada.id });
    expect(locationOf(answer).searchParams.has("state")).toBe(false);
  });
});

describe("failing on purpose", () => {
  it.each([
    ["password", "wrong", "Invalid credentials."],
    ["magic_auth", "expired", "One-time code expired."],
    ["sso", "expired", "did not answer in time"],
  ])("by %s (%s) stays on the page", async (method, outcome, message) => {
    const answer = await submit(harness, { authorization, user_id: ada.id, method, outcome });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(message);
    expect(harness.eventTypes()).not.toContain("session.created");
  });

  it("by being refused goes back to the app with the error and its state", async () => {
    const fields = { authorization, user_id: ada.id, method: "google", outcome: "denied" };
    const { searchParams } = locationOf(await submit(harness, fields));
    expect(Object.fromEntries(searchParams)).toEqual({
      error: "access_denied",
      error_description: "The user denied access at the provider.",
      state: STATE,
    });
    expect(harness.eventTypes().at(-1)).toBe("authentication.oauth_failed");
  });

  it("as nobody records the e-mail without a user", async () => {
    await submit(harness, { authorization, email: "who@example.com", outcome: "wrong" });
    expect(harness.model.tables.events.all().at(-1)?.data).toMatchObject({
      user_id: null,
      email: "who@example.com",
      error: { code: "invalid_credentials" },
    });
  });

  it("leaves the page usable", async () => {
    await submit(harness, { authorization, user_id: ada.id, outcome: "wrong" });
    const answer = await submit(harness, { authorization, user_id: ada.id });
    expect(answer.status).toBe(302);
  });
});

describe("signing up", () => {
  it("makes a user and signs them in", async () => {
    const fields = { authorization, email: "new@example.com", first_name: "New", last_name: " " };
    const answer = await submit(harness, fields, "sign-up");
    expect(locationOf(answer).searchParams.get("code")).not.toBeNull();
    expect(harness.model.users.byEmail("new@example.com")).toMatchObject({
      first_name: "New",
      last_name: null,
    });
    expect(harness.eventTypes().slice(-2)).toEqual([
      "user.created",
      "authentication.password_succeeded",
    ]);
  });

  it.each([
    ["ada@example.com", "already has an account"],
    ["nonsense", "Type an e-mail address."],
    ["", "Type an e-mail address."],
  ])("as '%s' stays on the page: %s", async (email, message) => {
    const answer = await submit(harness, { authorization, email }, "sign-up");
    expect(answer.text).toContain(message);
    expect(harness.model.tables.users.size).toBe(1);
  });

  it("asks for names and offers the way back", async () => {
    const { text } = await open("sign-up");
    expect(text).toContain("First name");
    expect(text).toContain(`href="/authkit/sign-in?authorization=${authorization}"`);
  });
});
