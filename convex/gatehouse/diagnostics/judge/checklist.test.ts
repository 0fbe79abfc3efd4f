import { describe, expect, it } from "vitest";
import { clientOnly, seen } from "../../../../tests/diagnostics/fixtures";
import type { EvidenceFacts } from "../evidence";
import { judge } from "./judge";

type Checklist = EvidenceFacts["dashboardChecklist"];

const sound: Checklist = {
  signInEndpoint: "https://app.example.com/login",
  homepageUrl: "https://app.example.com",
  signOutAsksAgain: true,
};

describe("the checklist", () => {
  it.each<[string, Partial<Checklist>, (string | undefined)[][]]>([
    ["all is set", {}, []],
    ["no sign-in endpoint", { signInEndpoint: null }, [["sign-in-endpoint-missing", "likely"]]],
    [
      "nowhere to go after a sign-out",
      { homepageUrl: null },
      [["sign-out-address-missing", "likely"]],
    ],
    [
      "only sign-out redirects",
      { homepageUrl: null, signOutRedirects: "https://app.example.com/bye" },
      [["sign-out-address-missing", "possible"]],
    ],
    [
      "a sign-out that WorkOS does not hear of",
      { signOutAsksAgain: false },
      [["local-only-sign-out", "likely"]],
    ],
  ])("%s", (_name, changes, expected) => {
    const findings = judge([seen("dashboardChecklist", { ...sound, ...changes })], clientOnly());
    expect(findings.map(({ code, certainty }) => [code, certainty])).toEqual(expected);
  });
});
