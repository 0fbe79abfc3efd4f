import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { join } from "node:path";
import { convexCli, copyFixtureProject } from "./convexCli";
import type { TestBackend } from "./harness";
import { startTestBackend } from "./harness";

let project: string;
let backend: TestBackend;

beforeAll(async () => {
  project = copyFixtureProject();
  backend = await startTestBackend({
    functionsDir: join(project, "convex"),
    environment: { EXISTING: "variable" },
  });
});

afterAll(() => backend.close());

const convex = (...args: string[]) => convexCli(project, backend, ...args);

describe("npx convex, against the embedded backend", { timeout: 20_000 }, () => {
  it("run: calls functions, internal ones too, also as somebody", async () => {
    const [sent, secret, somebody] = await Promise.all([
      convex("run", "messages:send", '{"channel":"cli","text":"hello"}'),
      convex("run", "identity:secret"),
      convex("run", "identity:whoAmI", "{}", "--identity", '{"subject":"ada"}'),
    ]);
    expect(JSON.parse(sent.stdout)).toMatch(/^[0-9a-z]{31,37}$/);
    expect([secret.stdout.trim(), somebody.stdout.trim()]).toEqual(['"internal"', '"ada"']);
  });

  it("run: lists what there is when the function is missing", async () => {
    const { code, stderr } = await convex("run", "nothing:here");
    expect(code).toBe(1);
    expect(stderr).toContain("Could not find function for 'nothing:here'");
    expect(stderr).toContain("• messages:send");
  });

  it("env: sets, lists, gets and removes variables, which functions see", async () => {
    expect((await convex("env", "set", "GREETING", "hello")).code).toBe(0);
    const [list, get, seen] = await Promise.all([
      convex("env", "list"),
      convex("env", "get", "GREETING"),
      convex("run", "identity:variable", '{"name":"GREETING"}'),
    ]);
    expect(list.stdout.trim().split("\n").sort()).toEqual(["EXISTING=variable", "GREETING=hello"]);
    expect([get.stdout.trim(), seen.stdout.trim()]).toEqual(["hello", '"hello"']);
    expect((await convex("env", "remove", "GREETING")).code).toBe(0);
    expect((await convex("env", "list")).stdout.trim()).toBe("EXISTING=variable");
  });

  it("env: passes on why a name is refused", async () => {
    const { code, stderr } = await convex("env", "set", "CONVEX_SITE_URL", "x");
    expect(code).toBe(1);
    expect(stderr).toContain("CONVEX_SITE_URL");
  });

  it("data: lists tables, and rows newest first", async () => {
    for (const text of ["first", "second"]) {
      await backend.runtime.runMutation({
        path: "messages:send",
        args: { channel: "data", text },
        caller: "internal",
        identity: null,
      });
    }
    const [tables, rows] = await Promise.all([
      convex("data"),
      convex("data", "messages", "--format", "jsonLines", "--limit", "2"),
    ]);
    expect(tables.stdout).toContain("messages");
    expect(tables.stdout).not.toContain("_");
    const texts = rows.stdout.trim().split("\n");
    expect(texts[0]).toContain('"text": "second"');
    expect(texts[1]).toContain('"text": "first"');
  });

  it("function-spec: describes every function and route", async () => {
    const { stdout } = await convex("function-spec");
    const spec = JSON.parse(stdout) as { url: string; functions: { identifier?: string }[] };
    expect(spec.url).toBe(backend.apiUrl);
    expect(spec.functions).toContainEqual(
      expect.objectContaining({
        identifier: "messages.js:send",
        functionType: "Mutation",
        visibility: { kind: "public" },
      }),
    );
    expect(spec.functions).toContainEqual({
      functionType: "HttpAction",
      method: "POST",
      path: "/echo",
    });
  });

  it("refuses a wrong admin key in words", async () => {
    const stranger = { apiUrl: backend.apiUrl, adminKey: "gatehouse-local|wrong" };
    const { code, stderr } = await convexCli(project, stranger, "env", "set", "A", "b");
    expect(code).toBe(1);
    expect(stderr).toContain("The provided admin key was invalid for this instance");
  });
});
