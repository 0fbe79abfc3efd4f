import { describe, expect, it } from "vitest";
import { harText, streamOf, type Visit } from "../../../../tests/diagnostics/har";
import {
  AUTH,
  callbackUrl,
  clientOnlySignIn,
  exchange,
  SESSION_COOKIE,
  serverLoop,
  toCallback,
} from "../../../../tests/diagnostics/recordedSignIns";
import { NOW } from "../../../../tests/diagnostics/fixtures";
import { readHar } from "../../analysis/har/readHar";
import { chainRows, LANES, statusWords, stepWords } from "./chainRows";

const factsOf = (visits: Visit[]) => readHar(streamOf(harText(visits)), { now: NOW });
const rowsOf = async (visits: Visit[]) => chainRows(await factsOf(visits));
const sentences = async (visits: Visit[]) =>
  (await rowsOf(visits)).flatMap(({ notes }) => notes.map(({ sentence }) => sentence));

describe("the chain of a sound sign-in", () => {
  it("goes from the app to WorkOS and back, with nothing to say", async () => {
    const rows = await rowsOf(clientOnlySignIn());
    const lanes = rows.map(({ lane }) => LANES[lane]);
    expect(lanes[0]).toBe("Your app");
    expect(lanes).toContain("WorkOS");
    expect(rows.flatMap(({ notes }) => notes)).toEqual([]);
    expect(rows.every(({ loop }) => loop === null)).toBe(true);
  });

  it("is told in words", async () => {
    const words = (await rowsOf(clientOnlySignIn())).map(({ step }) => stepWords(step));
    expect(words).toContain("The app starts a sign-in at WorkOS");
    expect(words).toContain("WorkOS sends the person back to the app");
    expect(words).toContain("The code or token is exchanged at WorkOS");
  });

  it("says where a redirect leads and when nothing answered", async () => {
    const [first] = (await rowsOf(toCallback())).filter(({ step }) => step.redirectTo !== null);
    expect(first && statusWords(first.step)).toMatch(/^302 → [\w.]+\//);
    const unanswered = await rowsOf([
      ...toCallback(),
      exchange(AUTH, { error: "net::ERR_FAILED" }),
    ]);
    expect(unanswered.map(({ step }) => statusWords(step))).toContain("no answer");
  });
});

describe("what is said beside a step", () => {
  it("marks where a loop begins and where it turns", async () => {
    const facts = await factsOf(serverLoop(`${SESSION_COOKIE}; Domain=other.com`));
    const rows = chainRows(facts);
    expect(rows.filter(({ loop }) => loop === "start")).toHaveLength(1);
    expect(rows.filter(({ loop }) => loop === "turn")).toHaveLength(1);
    expect(rows.find(({ loop }) => loop === "turn")?.step.index).toBe(facts.loop?.turningPoint);
  });

  it("says why a cookie did not come back", async () => {
    const said = await sentences(serverLoop(`${SESSION_COOKIE}; Domain=other.com`));
    expect(said.join()).toMatch(/Domain=other\.com/);
  });

  it.each([
    ["another state", callbackUrl("code=abc&state=other"), /not the one this browser had sent/],
    ["no state", callbackUrl("code=abc"), /did not begin in the app/],
    ["the word null", callbackUrl("code=abc&state=null"), /state=null/],
  ])("%s", async (_what, url, expected) => {
    const visits = toCallback().filter((visit) => !visit.url.includes("/callback"));
    expect((await sentences([...visits, { url, status: 200 }])).join()).toMatch(expected);
  });

  it("says when the browser refused or stopped a request", async () => {
    const blocked = exchange(AUTH, { error: "net::ERR_BLOCKED_BY_CLIENT" });
    expect((await sentences([...toCallback(), blocked])).join()).toMatch(/stopped this request/);
    const refused = exchange(AUTH, { answer: {} });
    expect((await sentences([...toCallback(), refused])).join()).toMatch(/CORS/);
  });
});
