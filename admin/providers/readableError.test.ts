import { ConvexError } from "convex/values";
import { describe, expect, it } from "vitest";
import { ReadableError, toReadableError } from "./readableError";

describe("toReadableError", () => {
  it("keeps the words of our own functions", () => {
    const error = new ConvexError({
      code: "role_missing",
      message: "Editing agents needs the support role.",
    });
    const readable = toReadableError(error);
    expect(readable.code).toBe("role_missing");
    expect(readable.message).toBe("Editing agents needs the support role.");
    expect(readable.cause).toBe(error);
  });

  it.each([
    [
      "[CONVEX Q(users:list)] [Request ID: 1f2e3d] Server Error\n  Called by client",
      "server_error",
      /^users:list failed on the server.*request 1f2e3d/,
    ],
    [
      "[CONVEX M(users:setEnabledAgents)] Server Error",
      "server_error",
      /^users:setEnabledAgents failed/,
    ],
    [
      "[CONVEX Q(users:list)] [Request ID: 9a] Server Error\nCould not find public function for 'users:list'. Did you forget to run `npx convex dev`?",
      "function_missing",
      /does not have users:list.*npm run deploy/,
    ],
    [
      "[CONVEX Q(users:get)] [Request ID: 9a] Server Error\nArgumentValidationError: Value does not match validator.",
      "arguments_refused",
      /different versions/,
    ],
    ["No auth provider found matching the given token", "not_signed_in", /Reload the page/],
    ["something nobody expected", "unknown", /^something nobody expected$/],
  ])("explains %j", (message, code, words) => {
    const readable = toReadableError(new Error(message));
    expect(readable.code).toBe(code);
    expect(readable.message).toMatch(words);
  });

  it("leaves an explained error alone, and survives what is no error at all", () => {
    const readable = new ReadableError("not_found", "No such user.");
    expect(toReadableError(readable)).toBe(readable);
    expect(toReadableError("plain text").message).toBe("plain text");
    expect(toReadableError(new ConvexError("just text")).code).toBe("unknown");
  });
});
