import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { convexCli, copyFixtureProject } from "./convexCli";
import type { TestBackend } from "./harness";
import { startTestBackend } from "./harness";

let project: string;
let backend: TestBackend;
const logLines: string[] = [];

beforeAll(async () => {
  project = copyFixtureProject();
  backend = await startTestBackend({
    functionsDir: join(project, "convex"),
    log: (line) => logLines.push(line),
  });
});

afterAll(() => backend.close());

const convex = (...args: string[]) => convexCli(project, backend, ...args);

describe("npx convex, bringing code", { timeout: 20_000 }, () => {
  const functionFile = () => join(project, "convex/added.ts");
  const writeFunction = (body: string) =>
    writeFileSync(
      functionFile(),
      `import { queryGeneric as query } from "convex/server";\nexport const hello = query(${body});\n`,
    );

  it("codegen: writes the generated files", async () => {
    expect((await convex("codegen", "--typecheck", "disable")).code).toBe(0);
    const generated = readFileSync(join(project, "convex/_generated/api.d.ts"), "utf8");
    expect(generated).toContain("messages: typeof messages");
    expect(existsSync(join(project, "convex/_generated/dataModel.d.ts"))).toBe(true);
  });

  it("dev --once: reloads the functions from disk and says so", async () => {
    writeFunction('{ args: {}, handler: () => "one" }');
    expect((await convex("dev", "--once", "--typecheck", "disable")).code).toBe(0);
    expect((await convex("run", "added:hello")).stdout.trim()).toBe('"one"');
    expect(readFileSync(join(project, ".env.local"), "utf8")).toContain(
      `CONVEX_URL=${backend.apiUrl}`,
    );
    expect(logLines.join("\n")).toContain(`Reloaded functions from ${join(project, "convex")}`);
  });

  it("deploy: the same; broken code is refused and the last good code stays", async () => {
    writeFunction('{ args: {}, handler: () => "two" }');
    expect((await convex("deploy", "--yes", "--typecheck", "disable")).code).toBe(0);
    writeFunction("(() => { throw new Error('broken at import'); })()");
    const broken = await convex("deploy", "--yes", "--typecheck", "disable");
    expect(broken.code).toBe(1);
    expect(broken.stderr).toContain("broken at import");
    expect((await convex("run", "added:hello")).stdout.trim()).toBe('"two"');
    rmSync(functionFile());
  });

  it("deploy: refuses another project, whose functions it would not run", async () => {
    const other = copyFixtureProject();
    writeFileSync(
      join(other, "convex/elsewhere.ts"),
      `import { queryGeneric as query } from "convex/server";\nexport const q = query({ args: {}, handler: () => 1 });\n`,
    );
    const { code, stderr } = await convexCli(
      other,
      backend,
      "deploy",
      "--yes",
      "--typecheck",
      "disable",
    );
    expect(code).toBe(1);
    expect(stderr).toContain(`This backend loads functions from ${join(project, "convex")}`);
    expect(stderr).toContain("elsewhere.js");
  });
});
