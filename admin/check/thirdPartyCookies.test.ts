import { describe, expect, it } from "vitest";
import type { Network } from "./reach";
import { thirdPartyCookies } from "./thirdPartyCookies";

interface Browser {
  keeps: readonly string[];
  crossSite?: boolean;
}

/** A browser that keeps some kinds of cookies, in front of the deployment's answers. */
function network({ keeps, crossSite = true }: Browser): Network {
  const jar = new Set<string>();
  const answer = (url: string, credentials: string | undefined) => {
    const kind = new URL(url).searchParams.get("kind") ?? "";
    const sent = credentials === "include" && jar.has(kind);
    if (keeps.includes(kind)) jar.add(kind);
    return new Response(JSON.stringify({ sent, crossSite }));
  };
  return {
    fetch: async (input, init) => answer(String(input), init?.credentials),
    now: () => 0,
    isOnline: () => true,
  };
}

const HTTPS = "https://happy-otter-1.convex.site";
const HTTP = "http://127.0.0.1:3211";
const BOTH = ["plain", "partitioned"];

describe("cookies of another site", () => {
  it.each<[string, string, Browser, boolean | null]>([
    ["are kept", HTTPS, { keeps: BOTH }, true],
    ["are kept on loopback", HTTP, { keeps: BOTH }, true],
    ["are blocked", HTTPS, { keeps: [] }, false],
    ["are kept apart for each site only", HTTP, { keeps: ["partitioned"] }, false],
    ["cannot be told from Secure cookies over http", HTTP, { keeps: [] }, null],
    ["cannot be tried on one and the same site", HTTPS, { keeps: [], crossSite: false }, null],
  ])("%s", async (_what, siteUrl, browser, expected) => {
    expect(await thirdPartyCookies(siteUrl, network(browser))).toBe(expected);
  });

  it("cannot be tried when the other site is not known or does not answer", async () => {
    expect(await thirdPartyCookies(null, network({ keeps: BOTH }))).toBeNull();
    const silent = { ...network({ keeps: [] }), fetch: () => Promise.reject(new TypeError("x")) };
    expect(await thirdPartyCookies(HTTPS, silent)).toBeNull();
  });
});
