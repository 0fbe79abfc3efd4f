import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WorkOS } from "@workos-inc/node";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startWorkOS, type WorkOSOptions, type WorkOSServer } from "./server";
import { authorizePath, createPkce, type TokenAnswer } from "./testing/authkit";
import { type Receiver, startReceiver } from "./testing/receiver";

const NOWHERE = { ip_address: null, user_agent: null };

let dataDir: string;
const running: WorkOSServer[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "gatehouse-workos-"));
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
  rmSync(dataDir, { recursive: true });
});

async function start(options: WorkOSOptions = {}): Promise<WorkOSServer> {
  const server = await startWorkOS({ port: 0, ...options });
  running.push(server);
  return server;
}

async function stop(server: WorkOSServer): Promise<void> {
  running.splice(running.indexOf(server), 1);
  await server.close();
}

const jsonPost = (body: object): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

async function signIn({ url, model }: WorkOSServer, userId: string): Promise<TokenAnswer> {
  const { verifier, challenge } = createPkce();
  const opened = await fetch(url + authorizePath(challenge), { redirect: "manual" });
  const page = new URL(opened.headers.get("location") ?? "");
  const authorization = page.searchParams.get("authorization") ?? "";
  const body = new URLSearchParams({ authorization, user_id: userId });
  const done = await fetch(page, { method: "POST", body, redirect: "manual" });
  const code = new URL(done.headers.get("location") ?? "").searchParams.get("code");
  const exchange = {
    client_id: model.config.clientId,
    grant_type: "authorization_code",
    code,
    code_verifier: verifier,
  };
  const answer = await fetch(`${url}/user_management/authenticate`, jsonPost(exchange));
  return (await answer.json()) as TokenAnswer;
}

describe("startWorkOS", () => {
  it("answers on the loopback interface, on any free port", async () => {
    const { url } = await start();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: "ok" });
  });

  it("signs somebody in, with a token that verifies against its JWKS", async () => {
    const server = await start();
    const ada = server.model.users.create({ email: "ada@example.com" });
    const { access_token } = await signIn(server, ada.id);
    const { clientId } = server.model.config;
    const jwks = createRemoteJWKSet(new URL(`${server.url}/sso/jwks/${clientId}`));
    const { payload } = await jwtVerify(access_token, jwks, {
      issuer: `${server.url}/user_management/${clientId}`,
      audience: clientId,
    });
    expect(payload.sub).toBe(ada.id);
    expect(server.model.tables.sessions.all()).toMatchObject([
      { user_id: ada.id, ip_address: "127.0.0.1" },
    ]);
  });

  it("shows its own error page for a mistaken redirect URI", async () => {
    const { url } = await start();
    const path = authorizePath("challenge", { redirect_uri: "https://elsewhere.example/" });
    const answer = await fetch(url + path);
    expect(new URL(answer.url).pathname).toBe("/error/sso/redirect-uri-invalid");
    expect(await answer.text()).toContain("Make sure that the app uses the correct redirect URI");
  });

  it("delivers webhooks and logs what happens", async () => {
    const receiver: Receiver = await startReceiver();
    const lines: string[] = [];
    const server = await start({
      webhookEndpoints: [{ url: receiver.url, secret: "whsec_1", events: ["user.created"] }],
      log: (line) => lines.push(line),
    });
    server.model.users.create({ email: "ada@example.com" });
    await server.dispatcher.idle();
    await receiver.close();
    expect(receiver.received.map(({ event }) => event)).toEqual(["user.created"]);
    expect(lines).toEqual([
      expect.stringMatching(/^user\.created event_/),
      `user.created → ${receiver.url}: delivered 200 (attempt 1)`,
    ]);
  });

  it("works with the SDK over HTTP", async () => {
    const server = await start();
    const { hostname, port } = new URL(server.url);
    const workos = new WorkOS(server.model.config.apiKey, {
      apiHostname: hostname,
      port: Number(port),
      https: false,
    });
    const created = await workos.userManagement.createUser({ email: "ada@example.com" });
    await workos.userManagement.updateUser({ userId: created.id, firstName: "Ada" });
    expect(server.model.tables.users.get(created.id)?.first_name).toBe("Ada");
  });
});

describe("with a data folder", () => {
  it("people, sessions and the signing key survive a restart", async () => {
    const first = await start({ dataDir });
    const ada = first.model.users.create({ email: "ada@example.com" });
    const { access_token, refresh_token } = await signIn(first, ada.id);
    const keys = await (await fetch(`${first.url}/sso/jwks/client_01STANDIN`)).json();
    await stop(first);

    const second = await start({ dataDir });
    expect(second.model.tables.users.get(ada.id)?.email).toBe("ada@example.com");
    expect(await (await fetch(`${second.url}/sso/jwks/client_01STANDIN`)).json()).toEqual(keys);
    const body = { client_id: "client_01STANDIN", grant_type: "refresh_token", refresh_token };
    const answer = await fetch(`${second.url}/user_management/authenticate`, jsonPost(body));
    expect(answer.status).toBe(200);
    expect(readFileSync(join(dataDir, "workos.journal"), "utf8")).not.toContain(access_token);
  });

  it("does not register its configuration twice", async () => {
    const options: WorkOSOptions = {
      dataDir,
      webhookEndpoints: [{ url: "http://127.0.0.1:9/hook", secret: "old", events: [] }],
    };
    await stop(await start(options));
    const webhookEndpoints = [
      { url: "http://127.0.0.1:9/hook", secret: "new", events: ["user.created"] },
    ];
    const { tables } = (await start({ ...options, webhookEndpoints })).model;
    expect(tables.redirectUris.size).toBe(1);
    expect(tables.corsOrigins.size).toBe(1);
    expect(tables.webhookEndpoints.all()).toMatchObject([
      { secret: "new", events: ["user.created"] },
    ]);
  });

  it("goes on with ids that rise above the old ones", async () => {
    const first = await start({ dataDir });
    first.model.users.create({ email: "a@example.com" });
    await stop(first);
    const second = await start({ dataDir });
    second.model.users.create({ email: "b@example.com" });
    const ids = second.model.tables.events.all().map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(ids).toEqual([...ids].sort());
  });
});

describe("closing", () => {
  it("does not wait for requests that hang", async () => {
    const server = await start();
    server.model.setFaults({ api: { answer: "timeout" } });
    const hanging = fetch(`${server.url}/health`).catch((error: unknown) => error);
    await new Promise<void>((resolve) => setImmediate(resolve));
    await stop(server);
    expect(await hanging).toBeInstanceOf(Error);
  });

  it("writes everything down first", async () => {
    const first = await start({ dataDir });
    const ada = first.model.users.create({ email: "ada@example.com" });
    first.model.sessions.start(ada, "password", NOWHERE);
    const closing = stop(first);
    await closing;
    expect((await start({ dataDir })).model.tables.sessions.size).toBe(1);
  });
});
