import { describe, expect, it } from "vitest";
import { driftRow } from "./driftRow.fixture";
import { actionStatus, differences, repairWords } from "./driftWords";

describe("what was done about a difference", () => {
  it.each([
    [{}, "open", /nothing was changed/],
    [{ action: "repaired" }, "repaired", /says what WorkOS says/],
    [{ action: "left_alone", reason: "still-in-workos" }, "left alone", /has them when asked/],
    [{ action: "left_alone", reason: "gone-from-workos" }, "left alone", /does not have this user/],
    [{ action: "left_alone", reason: "changed-meanwhile" }, "left alone", /changed after/],
    [{ action: "left_alone", reason: "created-earlier-here" }, "left alone", /earliest sign/],
    [{ action: "left_alone", reason: "of tomorrow" }, "left alone", /^Of tomorrow$/],
    [{ action: "left_alone", kind: "deleted_here" }, "left alone", /stays deleted/],
    [{ action: "left_alone" }, "left alone", /Not changed/],
  ] as const)("%j", (changes, label, meaning) => {
    const status = actionStatus(driftRow(1, changes));
    expect(status.label).toBe(label);
    expect(status.meaning).toMatch(meaning);
  });
});

it.each([
  [{}, "Repair"],
  [{ kind: "missing_here" }, "Bring in"],
  [{ kind: "missing_in_workos" }, "Delete here"],
  [{ kind: "deleted_here" }, null],
  [{ action: "repaired" }, null],
] as const)("offers for %j: %s", (changes, words) => {
  expect(repairWords(driftRow(1, changes))).toBe(words);
});

describe("the fields that differ", () => {
  it("says both sides, in words", () => {
    const row = driftRow(1, {
      fields: ["email", "emailVerified", "locale"],
      before: '{"email":"a@example.com","emailVerified":false,"locale":null}',
      after: '{"email":"b@example.com","emailVerified":true,"locale":"de"}',
    });
    expect(differences(row)).toEqual([
      { field: "e-mail", here: "a@example.com", workos: "b@example.com" },
      { field: "e-mail verified", here: "no", workos: "yes" },
      { field: "language", here: "nothing", workos: "de" },
    ]);
  });

  it("says the status, and times as times", () => {
    const row = driftRow(1, {
      fields: ["status", "createdAt"],
      before: '{"status":"active","createdAt":0}',
      after: '{"status":"deleted","createdAt":60000}',
    });
    expect(differences(row)).toEqual([
      { field: "status", here: "active", workos: "deleted" },
      { field: "created", here: "1970-01-01 00:00:00 UTC", workos: "1970-01-01 00:01:00 UTC" },
    ]);
  });

  it("takes a row that kept neither side", () => {
    expect(differences(driftRow(1, { fields: ["name"], before: null, after: null }))).toEqual([
      { field: "name", here: "nothing", workos: "nothing" },
    ]);
  });
});
