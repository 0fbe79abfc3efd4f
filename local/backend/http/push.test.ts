import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkSameProject, startPushResponse } from "./push";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "push-"));
  mkdirSync(join(folder, "deep"));
  for (const file of ["a.ts", "b.tsx", "c.js", "deep/d.mts"]) writeFileSync(join(folder, file), "");
});

afterAll(() => rmSync(folder, { recursive: true }));

const push = (...paths: string[]) => ({
  appDefinition: { changedModules: paths.map((path) => ({ path })) },
});

describe("checkSameProject", () => {
  it.each([
    ["every suffix", push("a.js", "b.js", "c.js", "deep/d.js")],
    ["shared chunks of the bundler", push("_deps/ABC.js", "a.js")],
    ["no modules", push()],
    ["no app", {}],
  ])("accepts %s", (_name, body) => {
    expect(() => checkSameProject(body, folder)).not.toThrow();
  });

  it("names the folder it serves and a module it has not", () => {
    expect(() => checkSameProject(push("a.js", "deep/x.js"), folder)).toThrow(
      `This backend loads functions from ${folder}, which has no module 'deep/x.js'.`,
    );
  });
});

describe("startPushResponse", () => {
  it("groups functions by module and leaves HTTP actions out", () => {
    const args = { type: "object", value: {} };
    const returns = { type: "null" };
    const visibility = { kind: "internal" };
    const response = startPushResponse(
      [
        { identifier: "m.js:a", functionType: "Query", visibility, args, returns },
        { identifier: "m.js:b", functionType: "Mutation", visibility, args, returns: null },
        { identifier: "dir/n.js:default", functionType: "Action", visibility, args, returns },
        { functionType: "HttpAction", method: "GET", path: "/x" },
      ],
      { NAME: "value" },
      "1.48.0",
    );
    const { functions, udfConfig } = (
      response["analysis"] as Record<string, Record<string, unknown>>
    )[""] as Record<string, Record<string, { functions: unknown[] }>>;
    expect(response["environmentVariables"]).toEqual({ NAME: "value" });
    expect(udfConfig).toMatchObject({ serverVersion: "1.48.0" });
    expect(Object.keys(functions ?? {})).toEqual(["m.js", "dir/n.js"]);
    expect(functions?.["m.js"]?.functions).toEqual([
      {
        name: "a",
        pos: null,
        udfType: "Query",
        visibility,
        args: '{"type":"object","value":{}}',
        returns: '{"type":"null"}',
      },
      expect.objectContaining({ name: "b", udfType: "Mutation", returns: "null" }),
    ]);
  });
});
