import { expect, it } from "vitest";
import { prettyJson } from "./prettyJson";

it.each([
  ['{"a":[1]}', '{\n  "a": [\n    1\n  ]\n}'],
  ["not json", "not json"],
  ["", ""],
])("shows %j", (text, expected) => {
  expect(prettyJson(text)).toBe(expected);
});
