import { expect, it } from "vitest";
import { isAllowedOrigin } from "./origin";

it.each([
  [undefined, true],
  ["http://localhost", true],
  ["http://localhost:5173", true],
  ["https://127.0.0.1:3000", true],
  ["http://[::1]:3000", true],
  ["https://console.example", true],
  ["https://console.example:444", false],
  ["http://console.example", false],
  ["https://evil.example", false],
  ["http://localhost.evil.example", false],
  ["http://127.0.0.1.evil.example", false],
  ["null", false],
  ["", false],
])("origin %s is allowed: %s", (origin, expected) => {
  expect(isAllowedOrigin(origin, ["https://console.example"])).toBe(expected);
});
