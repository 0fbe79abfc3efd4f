import { describe, expect, it } from "vitest";
import { loadEnv } from "./loadEnv";

const ORIGIN = "https://console.example.com";
const BUILD = {
  VITE_CONVEX_URL: "https://happy-animal-123.convex.cloud",
  VITE_WORKOS_CLIENT_ID: "client_01ABC",
};
const FILE = { convexUrl: "https://other-1.convex.cloud", clientId: "client_02DEF" };

const answer =
  (body: string, status = 200, type = "application/json"): typeof fetch =>
  () =>
    Promise.resolve(new Response(body, { status, headers: { "content-type": type } }));

const withFile = (text: string) => loadEnv({}, ORIGIN, answer(text));

async function problemsOf(text: string): Promise<Record<string, string>> {
  const loaded = await withFile(text);
  if (!("problems" in loaded)) throw new Error("The file was accepted.");
  return Object.fromEntries(
    loaded.problems.map(({ name, wrong, put }) => [name, `${wrong}. ${put}`]),
  );
}

describe("where the console talks to", () => {
  it("is read from the settings file, with one request that is never answered from a stale copy", async () => {
    const requests: unknown[] = [];
    const loaded = await loadEnv(BUILD, ORIGIN, (address, init) => {
      requests.push([address, init?.cache]);
      return Promise.resolve(Response.json({ ...FILE, devMode: true, apiHttps: false }));
    });
    expect(loaded).toMatchObject({
      env: {
        convexUrl: FILE.convexUrl,
        workosClientId: FILE.clientId,
        workosDevMode: true,
        workosHttps: false,
      },
    });
    expect(requests).toEqual([["/gatehouse.json", "no-cache"]]);
  });

  it.each([
    ["404", answer("not found", 404, "text/plain")],
    [
      "the page, as hosts answer unknown paths",
      answer("<!doctype html>", 200, "text/html; charset=utf-8"),
    ],
  ])("is what the build says when the file is missing: %s", async (_name, ask) => {
    expect(await loadEnv(BUILD, ORIGIN, ask)).toMatchObject({
      env: { convexUrl: BUILD.VITE_CONVEX_URL },
      mendIn: "build",
    });
    expect(await loadEnv({}, ORIGIN, ask)).toMatchObject({
      problems: [{ name: "VITE_CONVEX_URL" }, { name: "VITE_WORKOS_CLIENT_ID" }],
    });
  });

  it.each([
    ["a server in trouble", answer("", 503), /status 503/],
    ["no network", () => Promise.reject(new TypeError("Failed to fetch")), /could not be loaded/],
  ])("is not guessed when the file does not come: %s", async (_name, ask, wrong) => {
    const loaded = await loadEnv(BUILD, ORIGIN, ask);
    expect(loaded).toMatchObject({
      problems: [{ name: "/gatehouse.json", wrong: expect.stringMatching(wrong) }],
      mendIn: "file",
    });
  });
});

describe("a settings file that cannot be meant", () => {
  it.each([
    ["{", "/gatehouse.json", /not a JSON object.*double quotes/],
    ["[]", "/gatehouse.json", /not a JSON object/],
    ["null", "/gatehouse.json", /not a JSON object/],
    [
      { ...FILE, convexURL: "https://a.convex.cloud" },
      "convexURL",
      /no setting.*convexUrl, siteUrl/,
    ],
    [{ ...FILE, convexUrl: 7 }, "convexUrl", /is a number\. Text in double quotes/],
    [{ ...FILE, convexUrl: "" }, "convexUrl", /is empty/],
    [{ ...FILE, apiHostname: null }, "apiHostname", /is null\. .*leave it out/],
    [{ ...FILE, devMode: "true" }, "devMode", /is text\. Either true or false, without quotes/],
    [
      { ...FILE, convexUrl: "other-1.convex.cloud" },
      "convexUrl",
      /is "other-1.convex.cloud"\. The address/,
    ],
    [{ ...FILE, siteUrl: ["https://a.convex.site"] }, "siteUrl", /is a list/],
    [{ ...FILE, environment: "prod" }, "environment", /is "prod"\. One of Local/],
    [
      { ...FILE, clientId: "sk_live_1" },
      "clientId",
      /looks like a secret.*begins with client_.*make a new one/,
    ],
    [{ ...FILE, apiHostname: "eyJhbGci.eyJpc3Mi.c2ln" }, "apiHostname", /looks like a secret/],
    [{ ...FILE, apiKey: "sk_live_1" }, "apiKey", /looks like a secret.*make a new one/],
    [{ ...FILE, deployKey: "prod:happy-otter-123|eyJ2" }, "deployKey", /looks like a secret/],
  ])("%j: one sentence, about %s", async (file, name, words) => {
    const problems = await problemsOf(typeof file === "string" ? file : JSON.stringify(file));
    expect(Object.keys(problems)).toEqual([name]);
    expect(problems[name]).toMatch(words);
    expect(problems[name]).not.toContain("sk_live_1");
  });

  it("is told about everything at once, the missing things too", async () => {
    const problems = await problemsOf(
      JSON.stringify({ convexURL: "https://a.convex.cloud", devMode: 1 }),
    );
    expect(Object.keys(problems)).toEqual(["convexURL", "devMode", "convexUrl", "clientId"]);
  });
});
