import { describe, expect, it } from "vitest";
import { handleOf, normalizePath, pathOf, storedPath } from "./functionPath";

describe("normalizePath", () => {
  it.each([
    ["users:get", "users:get"],
    ["users.js:get", "users:get"],
    ["users.ts:get", "users:get"],
    ["dir/users:get", "dir/users:get"],
    ["users", "users:default"],
    ["dir/users.js", "dir/users:default"],
  ])("%s is %s", (path, expected) => {
    expect(normalizePath(path)).toBe(expected);
  });
});

describe("pathOf", () => {
  it.each([
    [{ name: "users.js:get" }, "users:get"],
    [{ functionHandle: handleOf("dir/users:get") }, "dir/users:get"],
  ])("%j is %s", (address, expected) => {
    expect(pathOf(address)).toBe(expected);
  });

  it.each([
    { reference: "_reference/childComponent/mail/send" },
    { functionHandle: "function://mail;send:now" },
  ])("refuses components: %j", (address) => {
    expect(() => pathOf(address)).toThrow("does not support components");
  });
});

it("stores paths with the file's extension", () => {
  expect(storedPath("dir/users:get")).toBe("dir/users.js:get");
});
