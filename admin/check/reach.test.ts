import { describe, expect, it } from "vitest";
import { blockedRequests, clockOffset, type Network } from "./reach";

const SERVER_TIME = Date.UTC(2026, 10, 23, 12, 0, 0);

function network(answer: (url: string) => Response, changes: Partial<Network> = {}): Network {
  return {
    fetch: (input) => Promise.resolve().then(() => answer(String(input))),
    now: () => SERVER_TIME + 500,
    isOnline: () => true,
    ...changes,
  };
}
const dated = (headers: Record<string, string> = {}) =>
  new Response(null, { headers: { date: new Date(SERVER_TIME).toUTCString(), ...headers } });
const refuse = (): Response => {
  throw new TypeError("Failed to fetch");
};

describe("the clock", () => {
  it.each([
    ["right", 500, 0],
    ["ten minutes fast", 600_500, 600_000],
    ["an hour slow", 500 - 3_600_000, -3_600_000],
  ])("%s", async (_how, ahead, expected) => {
    const asked = network(() => dated(), { now: () => SERVER_TIME + ahead });
    expect(await clockOffset("/", asked)).toBe(expected);
  });

  it.each<[string, () => Response]>([
    ["the server gives no time", () => new Response(null, { headers: {} })],
    ["the time is none", () => new Response(null, { headers: { date: "noon" } })],
    ["the answer is an old one", () => dated({ age: "600" })],
    ["there is no answer", refuse],
  ])("is not known when %s", async (_why, answer) => {
    expect(await clockOffset("/", network(answer))).toBeNull();
  });
});

describe("requests", () => {
  const urls = ["https://api.workos.com/sso/jwks/x", "https://a.convex.cloud/version"];

  it("are none when all arrive", async () => {
    expect(
      await blockedRequests(
        urls,
        network(() => new Response(null)),
      ),
    ).toEqual([]);
  });

  it("names the host that something in the browser stops", async () => {
    const blocker = network((url) => (url.includes("workos") ? refuse() : new Response(null)));
    expect(await blockedRequests(urls, blocker)).toEqual([
      { host: "api.workos.com", reason: "blocked" },
    ]);
  });

  it("blames the network where there is none", async () => {
    const offline = network(refuse, { isOnline: () => false });
    expect((await blockedRequests(urls, offline)).map(({ reason }) => reason)).toEqual([
      "network",
      "network",
    ]);
  });
});
