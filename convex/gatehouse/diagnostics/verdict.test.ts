import { describe, expect, it } from "vitest";
import {
  clientOnly,
  environmentEvidence,
  NOW,
  personEvidence,
  seen,
  soundBrowser,
  soundFacts,
} from "../../../tests/diagnostics/fixtures";
import { unavailable } from "./evidence";
import { judge } from "./judge/judge";
import { lacksCheckLink, replyTo, verdict, withCheckLink } from "./verdict";

const failed = (errorCode: string) => {
  const { signIns } = soundFacts();
  const attempt = { at: NOW - 1000, succeeded: false, method: "password", errorCode };
  return judge(personEvidence({ signIns: { ...signIns, attempts: [attempt] } }), clientOnly());
};
const redirect = judge(environmentEvidence({ redirectUris: { uris: [] } }), clientOnly());
const unreadable = judge(
  [unavailable("redirectUris", "timeout", { source: "WorkOS", at: NOW })],
  clientOnly(),
);

describe("verdict", () => {
  it("is the first finding's sentence", () => {
    expect(verdict(redirect, "Production")).toBe(
      "The callback address https://app.example.com/callback is not on WorkOS's list.",
    );
  });

  it.each([
    ["likely", /^Most likely: /],
    ["possible", /^Perhaps: /],
  ] as const)("says how sure it is: %s", (certainty, opening) => {
    const [first] = redirect;
    if (first === undefined) throw new Error("a finding is needed");
    expect(verdict([{ ...first, certainty }], "Production")).toMatch(opening);
  });

  it("says that all is well, or that something could not be checked", () => {
    expect(verdict([], "ada@example.com")).toBe(
      "Nothing is wrong with ada@example.com: every check passed.",
    );
    expect(verdict(unreadable, "Production")).toBe(
      "Nothing wrong was found with Production, but one check could not be made.",
    );
  });
});

describe("replyTo", () => {
  it("tells the person what to do, by name", () => {
    expect(replyTo(failed("email_verification_required"), "Ada")).toMatch(
      /^Hello Ada,\n\nYour address ada@example\.com still needs to be confirmed\./,
    );
  });

  it("names the app's own host where the cause does not", () => {
    const hints = seen("selfCheck", { ...soundBrowser("app.example.com"), sessionHints: 3 });
    expect(replyTo(judge([hints], clientOnly()), null)).toContain(
      "clear the cookies of app.example.com",
    );
    const { signIns } = soundFacts();
    const attempt = {
      ...{ at: NOW - 1000, succeeded: false, method: "password" },
      errorCode: "organization_membership_not_found",
    };
    const stale = personEvidence({ signIns: { ...signIns, attempts: [attempt] } });
    expect(replyTo(judge(stale, clientOnly()), null)).toContain("the site data of app.example.com");
  });

  it("takes the blame when it is ours", () => {
    expect(replyTo(redirect, null)).toMatch(
      /^Hello,\n\n.*on our side, there is nothing you need to do/s,
    );
  });

  it("asks when nothing was found", () => {
    expect(replyTo([], null)).toContain("Which address do you open");
    expect(replyTo(unreadable, null)).toContain("Which address do you open");
  });
});

describe("the self-check link", () => {
  const url = "https://console.example/check?c=AB12";
  const loop = {
    ...{ startedAt: NOW - 60_000, endedAt: NOW, count: 9, medianGapMs: 2000, resolved: false },
    probableCause: "cookie-not-set",
  };
  const { signIns } = soundFacts();
  const looping = personEvidence({ signIns: { ...signIns, loops: [loop] } });

  it("comes to where the reply promises it", () => {
    const reply = replyTo(judge(looping, clientOnly()), "Ada");
    expect(lacksCheckLink(reply)).toBe(true);
    const whole = withCheckLink(reply, url);
    expect(whole).toContain(`Please open ${url} in the browser`);
    expect(lacksCheckLink(whole)).toBe(false);
    expect(whole.split(url)).toHaveLength(2);
  });

  it("comes at the end of other replies", () => {
    const reply = replyTo([], null);
    expect(lacksCheckLink(reply)).toBe(false);
    expect(withCheckLink(reply, url)).toMatch(/any of your data: https:\/\/console\.example\S+$/);
  });
});
