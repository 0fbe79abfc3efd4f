import { expect, it } from "vitest";
import { initials } from "./initials";

it.each([
  ["Ada Lovelace", "AL"],
  ["Ada King Lovelace", "AL"],
  ["ada", "A"],
  ["grace.hopper@example.com", "GH"],
  ["x@example.com", "X"],
  ["张 伟", "张伟"],
  ["Élodie Ørsted", "ÉØ"],
  ["(Ada) [Lovelace]", "AL"],
  ["user_01ABC", "U0"],
  ["", "?"],
  ["…", "?"],
])("of %j are %j", (name, expected) => {
  expect(initials(name)).toBe(expected);
});
