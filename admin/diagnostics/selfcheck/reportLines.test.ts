import { describe, expect, it } from "vitest";
import type { SelfCheckFacts } from "../../../convex/gatehouse/diagnostics/selfCheckFacts";
import { SOUND_BROWSER } from "../../check/testing";
import { reportLines } from "./reportLines";

const SOUND: SelfCheckFacts = { ...SOUND_BROWSER, thirdPartyCookies: true };

const unsound = (changes: Partial<SelfCheckFacts>) =>
  reportLines({ ...SOUND, ...changes })
    .filter(({ sound }) => !sound)
    .map(({ label, value }) => `${label}: ${value}`);

describe("what a browser reported", () => {
  it("is quiet when all is well", () => {
    expect(unsound({})).toEqual([]);
    expect(reportLines(SOUND)[0]?.value).toBe("Chrome on Windows");
  });

  it.each<[string, Partial<SelfCheckFacts>, string[]]>([
    ["no cookies", { cookiesEnabled: false }, ["Cookies: refused"]],
    ["no session storage", { sessionStorageWritable: false }, ["Storage: refused"]],
    ["third-party cookies", { thirdPartyCookies: false }, ["Other sites' cookies: blocked"]],
    ["not tried", { thirdPartyCookies: null }, []],
    ["no cryptography", { secureContext: false }, ["Cryptography: missing"]],
    ["a fast clock", { clockOffsetMs: 600_000 }, ["Clock: 10 min fast"]],
    ["a slow clock", { clockOffsetMs: -3_600_000 }, ["Clock: 1 h slow"]],
    ["no comparison", { clockOffsetMs: null }, []],
    [
      "a blocker",
      { blockedRequests: [{ host: "api.workos.com", reason: "blocked" }] },
      ["Failed requests: api.workos.com"],
    ],
    [
      "an outage",
      { blockedRequests: [{ host: "api.workos.com", reason: "blocked", answersElsewhere: false }] },
      ["Failed requests: api.workos.com, which does not answer this server either"],
    ],
  ])("draws attention to %s", (_what, changes, expected) => {
    expect(unsound(changes)).toEqual(expected);
  });
});
