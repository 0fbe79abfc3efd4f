// @vitest-environment happy-dom
import { createClient } from "@workos-inc/authkit-js";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { navigate, type StandInProcess, startProcess } from "./testing/process";

/**
 * WorkOS's own browser client against the stand-in's command line, over HTTP, with the browser's
 * CORS rules. The stand-in runs in a process of its own: here, Request and fetch are a browser's.
 */

const CLIENT_ID = "client_01BROWSER";
const API_KEY = "sk_test_browser";
const APP = "http://localhost:5173";

interface Person {
  readonly id: string;
  readonly email: string;
}

let standIn: StandInProcess;
let ada: Person;
beforeAll(async () => {
  standIn = await startProcess(
    ...["--client-id", CLIENT_ID, "--api-key", API_KEY],
    ...["--redirect-uri", `${APP}/callback`, "--cors-origin", APP],
  );
  const body = { email: "ada@example.com", first_name: "Ada" };
  ada = await api<Person>("POST", "/user_management/users", body);
  // happy-dom has no Web Locks; one tab needs none.
  const request = (_name: string, _options: object, work: () => unknown) => work();
  Object.defineProperty(navigator, "locks", { value: { request } });
}, 30_000);
afterAll(() => standIn.stop());
beforeEach(() => {
  visit("/");
  // The client and the browser report every refused request; the tests look at what follows.
  for (const level of ["debug", "error"] as const)
    vi.spyOn(console, level).mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
  sessionStorage.clear();
});

async function api<T>(method: string, path: string, body?: object): Promise<T> {
  const headers = { Authorization: `Bearer ${API_KEY}`, "Content-Type": "application/json" };
  const { text } = await navigate(standIn.url + path, method, headers, JSON.stringify(body));
  return JSON.parse(text || "null") as T;
}

async function sessionsOf(person: Person): Promise<{ id: string; status: string }[]> {
  const path = `/user_management/users/${person.id}/sessions?limit=100`;
  return (await api<{ data: { id: string; status: string }[] }>("GET", path)).data;
}

function visit(path: string): void {
  const { happyDOM } = window as unknown as { happyDOM: { setURL(url: string): void } };
  happyDOM.setURL(new URL(path, APP).href);
}

function open(onRedirectCallback = vi.fn()) {
  return createClient(CLIENT_ID, {
    apiHostname: "127.0.0.1",
    port: Number(new URL(standIn.url).port),
    https: false,
    devMode: true,
    redirectUri: `${APP}/callback`,
    onRedirectCallback,
  });
}

/** Goes where the sign-in button leads, picks a person there, and comes back to the app. */
async function signIn() {
  const signedOut = await open();
  const page = (await navigate(await signedOut.getSignInUrl({ state: { from: "/users" } })))
    .location;
  signedOut.dispose();
  const authorization = new URL(page).searchParams.get("authorization") ?? "";
  const form = new URLSearchParams({ authorization, user_id: ada.id }).toString();
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  visit((await navigate(page, "POST", headers, form)).location);
  const onRedirectCallback = vi.fn();
  return { client: await open(onRedirectCallback), onRedirectCallback };
}

describe("authkit-js", () => {
  it("signs in through the hosted page and gets its state back", async () => {
    const { client, onRedirectCallback } = await signIn();
    expect(client.getUser()).toMatchObject({ id: ada.id, email: ada.email, firstName: "Ada" });
    expect(onRedirectCallback).toHaveBeenCalledWith(
      expect.objectContaining({ state: { from: "/users" }, authenticationMethod: "Password" }),
    );
    client.dispose();
  });

  it("comes back signed in after a reload, from the stored refresh token", async () => {
    const { client } = await signIn();
    const before = await sessionsOf(ada);
    client.dispose();
    visit("/users");
    const reloaded = await open();
    expect(reloaded.getUser()?.id).toBe(ada.id);
    expect(await sessionsOf(ada)).toEqual(before);
    reloaded.dispose();
  });

  it("gets a new access token on demand", async () => {
    const { client } = await signIn();
    const first = await client.getAccessToken();
    const second = await client.getAccessToken({ forceRefresh: true });
    expect(second).not.toBe(first);
    client.dispose();
  });

  it("keeps the session through an outage, and goes on after it", async () => {
    const { client } = await signIn();
    await api("POST", "/_standin/faults", { api: { answer: "html", status: 502 } });
    await expect(client.getAccessToken({ forceRefresh: true })).rejects.toThrow();
    expect(client.getUser()?.id).toBe(ada.id);
    await api("DELETE", "/_standin/faults");
    expect(await client.getAccessToken({ forceRefresh: true })).toMatch(/^ey/);
    client.dispose();
  });

  it("loses the session when an operator revokes it", async () => {
    const { client } = await signIn();
    const [newest] = await sessionsOf(ada);
    await api("POST", "/user_management/sessions/revoke", { session_id: newest?.id });
    await expect(client.getAccessToken({ forceRefresh: true })).rejects.toThrow(
      "No access token available",
    );
    expect(client.getUser()).toBeNull();
    client.dispose();
  });

  it("signs out at the stand-in, too", async () => {
    const { client } = await signIn();
    const [newest, ...others] = await sessionsOf(ada);
    expect(newest).toMatchObject({ status: "active" });
    const assign = vi.spyOn(window.location, "assign").mockReturnValue();
    client.signOut({ returnTo: APP });
    const { location } = await navigate(String(assign.mock.calls[0]?.[0]));
    expect([location, await sessionsOf(ada)]).toEqual([APP, others]);
    client.dispose();
  });

  it("is blocked from an origin that is not on the list", async () => {
    const { client } = await signIn();
    const token = localStorage.getItem(`workos:refresh-token:${CLIENT_ID}`);
    client.dispose();
    visit("http://localhost:5174/");
    localStorage.setItem(`workos:refresh-token:${CLIENT_ID}`, token ?? "");
    const blocked = await open();
    expect(token).not.toBeNull();
    expect(blocked.getUser()).toBeNull();
    blocked.dispose();
  });
});

describe("the command line", () => {
  it("says where it answers and what happens", () => {
    expect(standIn.lines.some((line) => line.includes(standIn.url))).toBe(true);
    expect(standIn.lines.some((line) => line.startsWith("user.created event_"))).toBe(true);
  });
});
