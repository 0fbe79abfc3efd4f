import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../database";
import { applyChanges, readEnvironment, writeEnvironment } from "./environment";

describe("applyChanges", () => {
  it.each([
    [{}, [{ name: "A", value: "1" }], { A: "1" }],
    [{ A: "1" }, [{ name: "A", value: "2" }], { A: "2" }],
    [{ A: "1", B: "2" }, [{ name: "A", value: null }], { B: "2" }],
    [{}, [{ name: "A", value: null }], {}],
    [{}, [{ name: "_a9", value: "" }], { _a9: "" }],
    [
      { A: "1" },
      [
        { name: "A", value: null },
        { name: "A", value: "3" },
      ],
      { A: "3" },
    ],
  ])("%j with %j is %j", (current, changes, expected) => {
    expect(applyChanges(current, changes, {})).toEqual(expected);
  });

  it.each([
    ["", "not valid"],
    ["9A", "not valid"],
    ["A-B", "not valid"],
    ["A".repeat(41), "not valid"],
    ["CONVEX_CLOUD_URL", "built-in"],
  ])("refuses the name %j", (name, message) => {
    const builtIn = { CONVEX_CLOUD_URL: "http://127.0.0.1:3210" };
    expect(() => applyChanges({}, [{ name, value: "x" }], builtIn)).toThrow(message);
  });

  it("counts a value's bytes, not its characters", () => {
    const set = (value: string) => applyChanges({}, [{ name: "A", value }], {});
    expect(set("x".repeat(8192))).toHaveProperty("A");
    expect(() => set("é".repeat(4097))).toThrow("larger than 8 KiB");
  });
});

it("stores exactly the variables it is given", () => {
  const database = openDatabase({
    dataDir: mkdtempSync(path.join(tmpdir(), "environment-")),
    durable: false,
  });
  const variables = fc.dictionary(fc.stringMatching(/^[A-C]$/), fc.string({ maxLength: 5 }));
  fc.assert(
    fc.property(variables, (next) => {
      const writing = database.mutation();
      writeEnvironment(writing, next);
      database.commit(writing);
      const reading = database.mutation();
      expect(readEnvironment(reading)).toEqual(next);
      reading.close();
    }),
  );
  database.close();
});
