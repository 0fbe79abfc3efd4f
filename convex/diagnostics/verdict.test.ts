import { describe, expect, it } from "vitest";
import {
  clientOnly,
  environmentEvidence,
  NOW,
  personEvidence,
  soundFacts,
} from "../../tests/diagnostics/fixtures";
import { unavailable } from "./evidence";
import { judge } from "./judge/judge";
import { replyTo, verdict } from "./verdict";

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
    const reply = replyTo(failed("email_verification_required"), {
      name: "Ada",
      values: { email: "ada@example.com" },
    });
    expect(reply).toMatch(
      /^Hello Ada,\n\nYour address ada@example\.com still needs to be confirmed\./,
    );
  });

  it("takes the blame when it is ours", () => {
    expect(replyTo(redirect)).toMatch(/^Hello,\n\n.*on our side, there is nothing you need to do/s);
  });

  it("asks when nothing was found", () => {
    expect(replyTo([])).toContain("Which address do you open");
    expect(replyTo(unreadable)).toContain("Which address do you open");
  });

  it("points to the check page unless the cause is proven", () => {
    const checkUrl = "https://console.example/check/AB12";
    expect(replyTo([], { checkUrl })).toContain(checkUrl);
    expect(replyTo(failed("invalid_credentials"), { checkUrl })).not.toContain(checkUrl);
  });
});
