import { describe, expect, it } from "vitest";
import { finding } from "../testing";
import { runChanges } from "./runChanges";

const redirect = finding();
const cors = finding({ code: "cors-origin-missing", title: "CORS", subject: "origin" });
const unknown = { ...redirect, certainty: "unknown" as const };

describe("what changed between two runs", () => {
  it.each([
    ["nothing before", [redirect], null, { broken: [], mended: [], total: 1 }],
    ["the same", [redirect], [redirect], { broken: [], mended: [], total: 1 }],
    [
      "something new",
      [redirect, cors],
      [cors],
      { broken: ["Invalid redirect URI"], mended: [], total: 2 },
    ],
    ["something mended", [], [cors], { broken: [], mended: ["CORS"], total: 0 }],
    [
      "one for another",
      [cors],
      [redirect],
      { broken: ["CORS"], mended: ["Invalid redirect URI"], total: 1 },
    ],
    ["not checked any more", [unknown], [redirect], { broken: [], mended: [], total: 0 }],
    [
      "checked again",
      [redirect],
      [unknown],
      { broken: ["Invalid redirect URI"], mended: [], total: 1 },
    ],
    [
      "the same cause elsewhere",
      [finding({ subject: "https://b.example.com" })],
      [redirect],
      { broken: ["Invalid redirect URI"], mended: ["Invalid redirect URI"], total: 1 },
    ],
  ])("%s", (_what, now, before, expected) => {
    expect(runChanges({ findings: now }, before && { findings: before })).toEqual(expected);
  });
});
