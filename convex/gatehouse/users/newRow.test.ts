import { describe, expect, it } from "vitest";
import { v } from "convex/values";
import { requiredFields, withRequiredTexts } from "./appFields";
import { newRow } from "./newRow";

const ADA = { workosId: "user_1", email: "ada@example.com", createdAt: 1, updatedAt: 1 };
const missing = (newUser: (() => object) | undefined) => () =>
  newRow(ADA, { newUser, required: ["plan", "seats"] });

describe("a row about to be made", () => {
  it("is what WorkOS says, where the app requires nothing", () => {
    expect(newRow(ADA, { newUser: undefined, required: [] })).toEqual(ADA);
  });

  it("has what the app says of its own fields, told who it is for", () => {
    const newUser = ({ email }: { email?: string }) => ({
      plan: "free",
      domain: email?.split("@")[1],
    });
    expect(newRow(ADA, { newUser, required: ["plan"] })).toEqual({
      ...ADA,
      ...{ plan: "free", domain: "example.com" },
    });
  });

  it("never lets the app's word outrank WorkOS's", () => {
    const newUser = () => ({ email: "else@example.com", name: "Unnamed" });
    expect(newRow(ADA, { newUser, required: [] })).toMatchObject({
      ...{ email: "ada@example.com", name: "Unnamed" },
    });
  });

  it.each([
    ["nobody gives", undefined, /plan, seats\. Let newUser in gatehouse\.config\.ts/],
    ["newUser forgets", () => ({ plan: "free" }), /requires seats\./],
    ["newUser leaves open", () => ({ plan: undefined, seats: 1 }), /requires plan\./],
  ])("is refused by the names of the fields that %s", (_name, newUser, words) => {
    expect(missing(newUser)).toThrow(words);
    expect(missing(newUser)).toThrow(/sign in to the app once/);
  });
});

it("counts what a table requires, apart from the keys", () => {
  const fields = {
    workosId: v.string(),
    createdAt: v.number(),
    plan: v.string(),
    bio: v.optional(v.string()),
  };
  expect(requiredFields(fields)).toEqual(["plan"]);
});

it("writes an empty text where the app's table requires one, and nothing elsewhere", () => {
  expect(withRequiredTexts({ name: undefined, email: undefined, at: 1 }, ["name"])).toEqual({
    ...{ name: "", email: undefined, at: 1 },
  });
});
