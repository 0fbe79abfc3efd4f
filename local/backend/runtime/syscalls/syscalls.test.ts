import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { asyncSyscalls, syncSyscalls } from "./index";

const SERVER = fileURLToPath(
  new URL("../../../../node_modules/convex/src/server", import.meta.url),
);

/** The operations `convex/server` performs, read from its source. */
function operations(perform: string): string[] {
  const call = new RegExp(`\\b${perform}\\(\\s*"([^"]+)"`, "g");
  const found = readdirSync(SERVER, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes(".test."))
    .flatMap((file) => [...readFileSync(path.join(SERVER, file), "utf8").matchAll(call)])
    .map(([, operation = ""]) => operation);
  return [...new Set(found)].sort();
}

describe("every operation of the installed convex package is answered", () => {
  it.each(operations("performAsyncSyscall"))("%s", (operation) => {
    expect(asyncSyscalls).toHaveProperty([operation]);
  });

  it.each(operations("performSyscall"))("%s at once", (operation) => {
    expect(syncSyscalls).toHaveProperty([operation]);
  });

  it("and none that it does not have", () => {
    const known = [
      ...operations("performAsyncSyscall"),
      ...operations("performSyscall"),
      // Chosen by the kind of function or the arguments, not written out in a call.
      "1.0/count",
    ];
    expect(known).toEqual(
      expect.arrayContaining([...Object.keys(asyncSyscalls), ...Object.keys(syncSyscalls)]),
    );
  });
});

describe("who may do what", () => {
  const kindsOf = (operation: string) =>
    Object.keys({ ...asyncSyscalls[operation], ...syncSyscalls[operation] }).sort();

  it.each([
    ["1.0/get", ["mutation", "query"]],
    ["1.0/insert", ["mutation"]],
    ["1.0/remove", ["mutation"]],
    ["1.0/schedule", ["mutation"]],
    ["1.0/runUdf", ["mutation", "query"]],
    ["1.0/actions/mutation", ["action", "httpAction"]],
    ["1.0/actions/schedule", ["action", "httpAction"]],
    ["1.0/getUserIdentity", ["action", "httpAction", "mutation", "query"]],
    ["1.0/getRequestMetadata", ["action", "httpAction", "mutation"]],
    ["1.0/getTransactionMetrics", ["mutation", "query"]],
    ["1.0/queryStream", ["mutation", "query"]],
  ])("%s: %j", (operation, kinds) => {
    expect(kindsOf(operation)).toEqual(kinds);
  });
});
