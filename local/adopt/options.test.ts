import { describe, expect, it } from "vitest";
import { parseOptions } from "./options";

describe("parseOptions", () => {
  it("is a dry run unless told otherwise", () => {
    expect(parseOptions(["--app", "../app"])).toEqual({
      app: "../app",
      task: "adopt",
      ...{ write: false, edit: false, allowDirty: false, overwriteEdits: false },
      webhookPath: null,
    });
  });

  it("takes every option", () => {
    const argv = "--app a --write --edit --allow-dirty --overwrite-edits --webhook-path /workos/x";
    expect(parseOptions(argv.split(" "))).toEqual({
      app: "a",
      task: "adopt",
      ...{ write: true, edit: true, allowDirty: true, overwriteEdits: true },
      webhookPath: "/workos/x",
    });
    expect(parseOptions(["--app", "a", "--check"]).task).toBe("check");
    expect(parseOptions(["--app", "a", "--remove", "--write"])).toMatchObject({
      task: "remove",
      write: true,
    });
  });

  it.each([
    [[], "Say which app with --app DIR."],
    [["--app", ""], "Say which app with --app DIR."],
    [["--app", "a", "--check", "--write"], "--check goes alone"],
    [["--app", "a", "--remove", "--edit"], "leave --edit away"],
    [["--app", "a", "--edit"], "--edit counts only with --write"],
    [["--app", "a", "--webhook-path", "workos"], `not "workos"`],
    [["--app", "a", "--force"], "--force"],
    [["--help"], "Usage: npm run adopt"],
  ])("explains %j", (argv, words) => {
    expect(() => parseOptions(argv)).toThrow(words);
  });
});
