// @vitest-environment node
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evidence } from "../../../../convex/gatehouse/diagnostics/evidence";
import { NOW, production } from "../../../../tests/diagnostics/fixtures";
import type { RecordingOptions, Visit } from "../../../../tests/diagnostics/har";
import { harText, streamOf } from "../../../../tests/diagnostics/har";
import {
  clientOnlySignIn,
  SECRETS,
  serverLoop,
  serverSignIn,
} from "../../../../tests/diagnostics/recordedSignIns";
import type { HarAnalysis } from "./analyseHar";
import { analyseHar } from "./analyseHar";
import type { KnownEnvironment } from "./environmentOf";

const REGISTERED = { source: "WorkOS's list of redirect URIs", at: NOW };
const options = { now: NOW, environments: [{ record: production, lists: [] }] };

async function analysed(visits: readonly Visit[], how?: RecordingOptions): Promise<HarAnalysis> {
  const analysis = await analyseHar(streamOf(harText(visits, how)), options);
  if ("problem" in analysis) throw new Error(analysis.problem);
  return analysis;
}

const problemOf = async (bytes: ReadableStream<Uint8Array>): Promise<string> => {
  const analysis = await analyseHar(bytes, options);
  return "problem" in analysis ? analysis.problem : "";
};

describe("analyseHar", () => {
  it("finds nothing in a good sign-in of an app without a server", async () => {
    const { authMode, findings, facts } = await analysed(clientOnlySignIn());
    expect(findings).toEqual([]);
    expect(authMode).toBe("client-only");
    expect(facts.steps.map((step) => step.role)).toEqual([
      ...["app", "authorize", "hosted-page", "hosted-page", "hosted-page", "callback"],
      ...["authenticate", "authenticate", "convex", "app", "authenticate"],
    ]);
  });

  it("finds nothing in a good sign-in of an app with a server", async () => {
    const { authMode, findings } = await analysed(serverSignIn());
    expect(findings).toEqual([]);
    expect(authMode).toBe("cookie");
  });

  it("cannot tell the mode of a recording without a sign-in", async () => {
    expect(await analysed([{ url: "https://app.example.com/" }])).toMatchObject({ authMode: null });
  });

  it.each([
    ["client-only", clientOnlySignIn()],
    ["server", serverSignIn()],
    ["loop", serverLoop(`wos-session=SECRETSEALED${"x".repeat(5000)}; Path=/`)],
  ])("lets no secret out: %s", async (_name, visits) => {
    const text = JSON.stringify(await analysed(visits));
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    expect(text).not.toContain("ada@example.com");
  });

  it("lets no secret out, wherever in a recording it stands (property)", async () => {
    const secret = "TOPSECRET0123456789abcdefghijklmnop";
    const visit = fc.constantFrom<Visit>(
      { url: `https://app.example.com/callback?code=${secret}&state=${secret}` },
      { url: `https://app.example.com/x#access_token=${secret}` },
      { url: `https://user:${secret}@app.example.com/` },
      { url: `https://app.example.com/magic/${secret}` },
      { url: "https://app.example.com/", location: `https://app.example.com/cb?token=${secret}` },
      { url: "https://app.example.com/", cookie: `wos-session=${secret}` },
      { url: "https://app.example.com/", set: [`wos-session=${secret}; Path=/`] },
      { url: "https://app.example.com/", answer: { authorization: secret } },
      { url: "https://app.example.com/", body: secret, post: secret },
      {
        url: "https://api.workos.com/user_management/authenticate",
        from: "https://app.example.com",
        status: 400,
        body: `{"error":"invalid_grant","error_description":"${secret}","code":"${secret}"}`,
      },
      {
        url: "https://a-b-1.convex.cloud/api/sync",
        webSocket: [
          { type: "send", data: `{"type":"Authenticate","value":"${secret}"}` },
          { type: "receive", data: `{"type":"AuthError","error":"bad token=${secret} x"}` },
        ],
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(visit, { minLength: 1, maxLength: 8 }), async (visits) => {
        expect(JSON.stringify(await analysed(visits))).not.toContain(secret);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ["", "This file is empty."],
    ["hello", "not a HAR file"],
    ["<html></html>", "not a HAR file"],
    ["\u0000\u0001\u0002PK\u0003", "not a HAR file"],
    ["{}", "no HAR file: it has no log with entries"],
    ['{"log":{"entries":5}}', "no HAR file"],
    ['{"log":{"version":"1.2"', "ends before any request"],
    [`{"log":{"entries":[${"[".repeat(100)}`, "nested too deeply"],
  ])("answers %j with a sentence", async (text, words) => {
    expect(await problemOf(streamOf(text))).toContain(words);
  });

  it("reads what there is of a file that was cut off, and says so", async () => {
    const whole = harText(clientOnlySignIn());
    const analysis = await analyseHar(streamOf(whole.slice(0, whole.length * 0.7)), options);
    expect("facts" in analysis && analysis.facts.incomplete).toMatch(
      /ends in the middle, after \d+ requests/,
    );
  });

  it("does not trip over hostile entries", async () => {
    const hostile = {
      log: {
        entries: [
          ...[
            null,
            5,
            "x",
            [],
            {},
            { request: 1 },
            { request: { url: 7 } },
            { request: { url: "no url" } },
          ],
          { request: { url: "javascript:alert(1)" } },
          { request: { url: "file:///etc/passwd" } },
          {
            request: { url: "https://app.example.com/", headers: "x" },
            response: { headers: [1, null, {}] },
          },
          {
            startedDateTime: "never",
            time: "x",
            request: { url: "https://a.example/?__proto__=1" },
          },
          {
            request: { url: "https://a.example/" },
            response: { status: "200", redirectURL: "http://[" },
          },
        ],
      },
    };
    const analysis = await analyseHar(streamOf(JSON.stringify(hostile)), options);
    expect("findings" in analysis && analysis.findings).toEqual([]);
    expect("facts" in analysis && analysis.facts.entries).toBeGreaterThanOrEqual(9);
  });

  it("draws no conclusion about cookies that were not recorded", async () => {
    const { facts, findings } = await analysed(serverSignIn(), { sanitized: true });
    expect(facts).toMatchObject({ cookiesRecorded: false, lostCookies: [] });
    expect(findings).toEqual([]);
  });

  it("reports progress and stops when told", async () => {
    const seen: number[] = [];
    await analyseHar(streamOf(harText(serverSignIn()), 500), {
      ...options,
      onProgress: (bytes) => seen.push(bytes),
    });
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    const stop = new AbortController();
    stop.abort();
    await expect(
      analyseHar(streamOf(harText(serverSignIn())), { ...options, signal: stop.signal }),
    ).rejects.toThrow(/abort/i);
  });

  it("cuts text in the middle of a letter without harm", async () => {
    const text = harText([
      { url: "https://app.example.com/", body: "žluťoučký 😀" },
      ...serverSignIn(),
    ]);
    const analysis = await analyseHar(streamOf(text, 7), options);
    expect("findings" in analysis && analysis.findings).toEqual([]);
  });

  it("reads a 100 MB file in small pieces, letting the page breathe", async () => {
    const filler = new TextEncoder().encode(
      `${JSON.stringify({
        request: { method: "GET", url: "https://cdn.example.com/a.js", headers: [] },
        response: {
          status: 200,
          headers: [],
          content: { mimeType: "text/javascript", text: 'x"\\'.repeat(120_000) },
        },
      })},`,
    );
    const tail = new TextEncoder().encode(
      harText(serverLoop("wos-session=v; Path=/; Domain=example.org")).split('"entries":[')[1],
    );
    let left = Math.ceil((100 * 1024 * 1024) / filler.length);
    let turns = 0;
    const source = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"log":{"entries":[')),
      pull: (controller) => {
        if (left < 0) controller.close();
        else controller.enqueue(left === 0 ? tail : filler);
        left -= 1;
      },
    });
    const ticking = setInterval(() => (turns += 1));
    const analysis = await analyseHar(source, options);
    clearInterval(ticking);
    expect("findings" in analysis && analysis.findings[0]?.code).toBe("cookie-domain-mismatch");
    expect(turns).toBeGreaterThan(10);
  }, 60_000);
});

describe("the environment a recording was made in", () => {
  const list = (uri: string) =>
    evidence("redirectUris", { uris: [{ uri, isDefault: true }] }, REGISTERED);
  const analysed = async (environments: readonly KnownEnvironment[]) => {
    const source = streamOf(harText(clientOnlySignIn()));
    const analysis = await analyseHar(source, { now: NOW, environments });
    if ("problem" in analysis) throw new Error(analysis.problem);
    return { of: analysis.environment, codes: analysis.findings.map(({ code }) => code) };
  };
  const other = { ...production, name: "Other", clientId: "client_other" };
  const elsewhere = { ...other, appUrl: "https://other.example.com" };

  it.each<[string, readonly KnownEnvironment[], string | null]>([
    [
      "its client's",
      [
        { record: elsewhere, lists: [] },
        { record: production, lists: [] },
      ],
      "Production",
    ],
    ["its app's, when no client fits", [{ record: other, lists: [] }], "Other"],
    ["none, when nothing fits", [{ record: elsewhere, lists: [] }], null],
  ])("is %s", async (_which, environments, expected) => {
    expect((await analysed(environments)).of).toBe(expected);
  });

  it("brings WorkOS's list, which the recording cannot hold", async () => {
    const missing = [list("https://app.example.com/elsewhere")];
    expect((await analysed([{ record: production, lists: missing }])).codes).toContain(
      "redirect-uri-not-registered",
    );
    expect((await analysed([{ record: elsewhere, lists: missing }])).codes).toEqual([]);
  });
});
