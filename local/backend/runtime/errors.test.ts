import { ConvexError } from "convex/values";
import { describe, expect, it } from "vitest";
import { FunctionError, serverError, syscallError, uncaught } from "./errors";

const noFrames = () => [];

describe("uncaught", () => {
  it.each([
    [new Error("boom"), "Uncaught Error: boom"],
    [new TypeError("bad"), "Uncaught TypeError: bad"],
    ["text", "Uncaught text"],
    [undefined, "Uncaught undefined"],
    [new FunctionError("worded already"), "worded already"],
  ])("%s", (thrown, message) => {
    expect(uncaught(thrown, noFrames).message).toBe(message);
  });

  it("adds the frames", () => {
    const frames = () => ["    at handler (../convex/a.ts:1:2)"];
    expect(uncaught(new Error("boom"), frames).message).toBe(
      "Uncaught Error: boom\n    at handler (../convex/a.ts:1:2)",
    );
  });

  it("keeps a ConvexError's data, which the library has left as JSON text", () => {
    const thrown = Object.assign(new ConvexError("told"), { data: '{"n":1}' });
    expect(uncaught(thrown, noFrames).data).toEqual({ n: 1 });
    expect(uncaught(new Error("plain"), noFrames).data).toBeUndefined();
  });
});

describe("syscallError", () => {
  it("hands data over as parsed JSON, from a nested function and from the store alike", () => {
    expect(syscallError(new FunctionError("m", [1]))).toMatchObject({ message: "m", data: [1] });
    const stored = Object.assign(new Error("m"), { data: '{"a":null}' });
    expect(syscallError(stored)).toMatchObject({ message: "m", data: { a: null } });
  });

  it("has no data otherwise, or the library would make it a ConvexError", () => {
    expect(syscallError(new Error("m"))).not.toHaveProperty("data");
    expect(syscallError("text").message).toBe("text");
  });
});

it("serverError names the request", () => {
  expect(serverError("0123456789abcdef", "why")).toBe(
    "[Request ID: 0123456789abcdef] Server Error\nwhy",
  );
});
