import { describe, expect, it } from "vitest";
import type { SelfCheckFacts } from "../../convex/gatehouse/diagnostics/selfCheckFacts";
import { adviceFor } from "./advice";
import { SOUND_BROWSER } from "./testing";

const wrong = (changes: Partial<SelfCheckFacts>) =>
  adviceFor({ ...SOUND_BROWSER, ...changes }).filter(({ sound }) => !sound);

describe("what the person reads", () => {
  it("has nothing to do when all is well", () => {
    expect(wrong({})).toEqual([]);
    expect(adviceFor(SOUND_BROWSER).every(({ advice }) => advice === "")).toBe(true);
  });

  it.each<[string, Partial<SelfCheckFacts>, RegExp]>([
    ["cookies off", { cookiesEnabled: false }, /Cookies are switched off/],
    ["no storage", { localStorageWritable: false }, /does not remember/],
    ["no session storage", { sessionStorageWritable: false }, /does not remember/],
    ["http", { secureContext: false }, /not secure/],
    ["an old browser", { cryptoSubtle: false }, /not secure/],
    ["a fast clock", { clockOffsetMs: 600_000 }, /10 minutes fast/],
    ["a slow clock", { clockOffsetMs: -61_000 }, /1 minute slow/],
    [
      "a blocker",
      { blockedRequests: [{ host: "api.workos.com", reason: "blocked" }] },
      /Cannot be reached: api\.workos\.com/,
    ],
  ])("says what to do about %s", (_what, changes, title) => {
    const [first, ...others] = wrong(changes);
    expect(first?.title).toMatch(title);
    expect(first?.advice).toMatch(/\.$/);
    expect(others).toEqual([]);
  });

  it("mentions other sites' cookies without alarm, and only when they could be tried", () => {
    const titles = (kept: boolean | null) =>
      adviceFor({ ...SOUND_BROWSER, thirdPartyCookies: kept }).map(({ title }) => title);
    expect(titles(false).join()).toMatch(/cookies are blocked; most apps do not mind/);
    expect(titles(null).join()).not.toMatch(/Other sites/);
    expect(wrong({ thirdPartyCookies: false })).toEqual([]);
  });

  it("does not blame a clock it could not compare", () => {
    expect(wrong({ clockOffsetMs: null })).toEqual([]);
  });
});
