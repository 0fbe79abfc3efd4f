import { ConvexHttpClient } from "convex/browser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import WebSocket from "ws";
import type { TestIssuer } from "../../../local/backend/auth/testing";
import { createTestIssuer } from "../../../local/backend/auth/testing";
import { api } from "./api";
import type { TestBackend } from "./harness";
import { Recorder, startTestBackend } from "./harness";

let issuer: TestIssuer;
let stranger: TestIssuer;
let backend: TestBackend;

beforeAll(async () => {
  issuer = await createTestIssuer();
  stranger = await createTestIssuer("https://issuer.test", "key-2");
  backend = await startTestBackend({ environment: { TEST_JWKS: issuer.jwksUrl } });
});

afterAll(() => backend.close());

/** Tokens as an identity provider hands them out: each one new. */
function tokens(subject: string, from: () => TestIssuer = () => issuer) {
  const asked: boolean[] = [];
  const fetchToken = ({ forceRefreshToken }: { forceRefreshToken: boolean }) => {
    asked.push(forceRefreshToken);
    return from().sign({ sub: subject, sid: `session-${asked.length}` });
  };
  return { asked, fetchToken };
}

describe("over a socket", () => {
  it("runs queries as the user, and again when the user changes", async () => {
    const client = backend.client();
    const seen = new Recorder<string | null>();
    client.onUpdate(api.identity.whoAmI, {}, seen.record);
    await seen.until((subject) => subject === null);
    client.setAuth(tokens("ada").fetchToken);
    await seen.until((subject) => subject === "ada");
    client.setAuth(tokens("grace").fetchToken);
    await seen.until((subject) => subject === "grace");
    expect(seen.values.filter((subject) => subject !== null)).toEqual(["ada", "grace"]);
    expect(await client.mutation(api.identity.sign, { text: "hi" })).toBe("grace");
    expect(await client.action(api.identity.act, { text: "hi" })).toBe("grace");
  });

  it("confirms the cached token, then a fresh one", async () => {
    const client = backend.client();
    const { asked, fetchToken } = tokens("ada");
    const states = new Recorder<boolean>();
    const seen = new Recorder<string | null>();
    client.setAuth(fetchToken, states.record);
    client.onUpdate(api.identity.whoAmI, {}, seen.record);
    await states.until((authenticated) => authenticated);
    await seen.until((subject) => subject === "ada");
    expect(asked.slice(0, 2)).toEqual([false, true]);
    expect(seen.values).toEqual(["ada"]);
  });

  it("asks for a fresh token when one is refused, and gives up on strangers", async () => {
    const client = backend.client();
    const good = tokens("ada", () => (good.asked.length === 1 ? stranger : issuer));
    const states = new Recorder<boolean>();
    client.setAuth(good.fetchToken, states.record);
    await states.until((authenticated) => authenticated);
    expect(good.asked[1]).toBe(true);

    const strange = tokens("ada", () => stranger);
    const refused = new Recorder<boolean>();
    const other = backend.client();
    other.setAuth(strange.fetchToken, refused.record);
    await refused.until((authenticated) => !authenticated);
    expect(await other.query(api.identity.whoAmI, {})).toBeNull();
  });
});

describe("over HTTP", () => {
  it("takes a user's token", async () => {
    const client = new ConvexHttpClient(backend.apiUrl, {
      auth: await issuer.sign({ sub: "ada" }),
      logger: false,
    });
    expect(await client.query(api.identity.whoAmI, {})).toBe("ada");
    expect(await client.mutation(api.identity.sign, { text: "http" })).toBe("ada");
  });

  it.each([
    ["no JWT", async () => "Bearer nonsense", "InvalidAuthHeader"],
    ["a stranger's", async () => `Bearer ${await stranger.sign({})}`, "InvalidAuthHeader"],
    [
      "of another issuer",
      async () => `Bearer ${await issuer.sign({ iss: "https://x" })}`,
      "NoAuthProvider",
    ],
    ["a wrong admin key", async () => "Convex nope|1", "BadAdminKey"],
  ])("refuses a token that is %s", async (_name, authorization, code) => {
    const response = await fetch(`${backend.apiUrl}/api/query`, {
      method: "POST",
      headers: { authorization: await authorization() },
      body: JSON.stringify({ path: "identity:whoAmI", args: {} }),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code });
  });

  it("lets the admin key call internal functions and act as anyone", async () => {
    const identity = { issuer: "https://issuer.test", subject: "ada", tokenIdentifier: "x|ada" };
    const call = async (path: string) => {
      const key = Buffer.from(JSON.stringify(identity)).toString("base64");
      const response = await fetch(`${backend.apiUrl}/api/function`, {
        method: "POST",
        headers: { authorization: `Convex ${backend.adminKey}:${key}` },
        body: JSON.stringify({ path, args: {} }),
      });
      return ((await response.json()) as { value: unknown }).value;
    };
    expect(await call("identity:secret")).toBe("internal");
    expect(await call("identity:whoAmI")).toBe("ada");
  });

  it("reaches HTTP actions as an identity, or as nobody when it is bad", async () => {
    const subject = async (authorization: string) => {
      const response = await fetch(`${backend.siteUrl}/url`, { headers: { authorization } });
      return ((await response.json()) as { subject: string | null }).subject;
    };
    expect(await subject(`Bearer ${await issuer.sign({ sub: "ada" })}`)).toBe("ada");
    expect(await subject("Bearer nonsense")).toBeNull();
  });
});

describe("sockets from browsers", () => {
  const open = (origin: string | undefined) =>
    new Promise<boolean>((resolve) => {
      const socket = new WebSocket(
        `${backend.apiUrl.replace("http", "ws")}/api/1.48.0/sync`,
        origin === undefined ? {} : { origin },
      );
      socket.on("open", () => {
        socket.close();
        resolve(true);
      });
      socket.on("error", () => resolve(false));
    });

  it.each([
    [undefined, true],
    ["http://localhost:5173", true],
    ["http://127.0.0.1:8080", true],
    ["https://evil.example", false],
    ["http://localhost.evil.example", false],
    ["null", false],
  ])("origin %s is let in: %s", async (origin, expected) => {
    expect(await open(origin)).toBe(expected);
  });
});
