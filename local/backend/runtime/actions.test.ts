import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identity, openHarness, valueOf, type Harness } from "./fixtures/harness";

let backend: Harness;
beforeAll(async () => {
  const createTokenVerifier = () => (token: string) =>
    token === "good" ? Promise.resolve(identity("ann")) : Promise.reject(new Error("bad token"));
  backend = await openHarness({ createTokenVerifier });
});
afterAll(() => backend.stop());

const fetchSite = (path: string, init?: RequestInit) =>
  backend.runtime.runHttpAction(new Request(`http://site.test${path}`, init));

describe("actions", () => {
  it("run actions, mutations and queries side by side with the caller's identity", async () => {
    const outcome = await backend.action(
      "actions:writeAndRead",
      { texts: ["one", "two"] },
      { identity: identity("ann") },
    );
    const { all, caller } = valueOf(outcome) as { all: string[]; caller: string };
    expect([...all].sort()).toEqual(["ONE", "TWO"]);
    expect(caller).toBe("ann");
  });

  it("do not hold up each other's mutations", async () => {
    const outcomes = await Promise.all(
      ["a", "b", "c"].map((text) => backend.action("actions:writeAndRead", { texts: [text] })),
    );
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true]);
  });
});

describe("HTTP actions", () => {
  it("get the body byte for byte", async () => {
    const body = new Uint8Array([0, 255, 10, 13, 128]);
    const response = await fetchSite("/echo", { method: "POST", body });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(body);
  });

  it("run mutations without waiting for themselves", async () => {
    const response = await fetchSite("/send", { method: "POST", body: "hi" });
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual(expect.arrayContaining(["hi 1", "hi 2"]));
  });

  it("may go on calling the backend while they stream", async () => {
    const response = await fetchSite("/stream");
    expect(await response.text()).toContain("hi 1");
  });

  it.each([
    [undefined, "null"],
    ["Bearer good", "ann"],
    ["Bearer bad", "null"],
    ["Basic good", "null"],
  ])("with the authorization %s are called by %s", async (authorization, caller) => {
    const response = await fetchSite(
      "/who/am/i",
      authorization ? { headers: { authorization } } : {},
    );
    expect(await response.text()).toBe(caller);
  });

  it("answer HEAD through GET", async () => {
    expect((await fetchSite("/who/", { method: "HEAD" })).status).toBe(200);
  });

  it("answer 404 where no route matches", async () => {
    const response = await fetchSite("/nowhere");
    expect([response.status, await response.text()]).toEqual([404, "No matching routes found"]);
  });

  it("answer 500 with the error when they throw", async () => {
    const response = await fetchSite("/boom");
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      code: expect.stringMatching(/^\[Request ID: [0-9a-f]{16}\] Server Error: boom$/),
      trace: expect.stringMatching(/^Uncaught Error: boom\n {4}at .*convex\/http\.ts/),
    });
  });

  it("answer 500 when they return no Response", async () => {
    const response = await fetchSite("/nothing");
    expect((await response.json()).code).toContain("must return a Response");
  });

  it("know where a request comes from", async () => {
    const request = new Request("http://site.test/address", { headers: { "user-agent": "test" } });
    const response = await backend.runtime.runHttpAction(request, { ip: "192.0.2.7" });
    expect(await response.json()).toMatchObject({ ip: "192.0.2.7", userAgent: "test" });
    expect(await (await fetchSite("/address")).json()).toMatchObject({ ip: null });
  });

  it("answer 500 when their time is up, and do nothing after it", async () => {
    const deadline = new AbortController();
    const { signal } = deadline;
    const answer = backend.runtime.runHttpAction(new Request("http://site.test/hangs"), { signal });
    setTimeout(() => deadline.abort(new Error("out of time")), 5);
    const response = await answer;
    expect(response.status).toBe(500);
    expect(await response.text()).toContain("out of time");
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(await backend.texts()).not.toContain("too late");
  });
});
