import { chmodSync, lstatSync, readdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchStack, type LaunchedStack } from "../../support/launchedStack";

let umask: number;
let stack: LaunchedStack;

beforeAll(async () => {
  umask = process.umask(0o022);
  stack = await launchStack({ users: 5 });
}, 120_000);

afterAll(async () => {
  await stack?.stop();
  stack?.cleanUp();
  process.umask(umask);
});

/** Every folder and file of the running stack's data. */
function everything(): string[] {
  const folder = path.join(stack.dataDir, "stand-in");
  const inside = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return [folder, ...inside.map((name) => path.join(folder, name))];
}

/** Those of them that more than this user can open. */
function open(): string[] {
  return everything().filter((file) => {
    const stat = lstatSync(file);
    return (stat.mode & 0o777) !== (stat.isDirectory() ? 0o700 : 0o600);
  });
}

describe("the data of npm start", () => {
  it("is for this user's eyes only: people, keys, secrets, logs, bundles and the console", () => {
    const names = everything().map((file) => path.basename(file));
    expect(names).toEqual(
      expect.arrayContaining(["data.mdb", "data.mdb-lock", "lock", "admin-key.txt", "seeded.json"]),
    );
    expect(names).toEqual(expect.arrayContaining(["workos.journal", "bundles.json", "index.html"]));
    expect(open()).toEqual([]);
  });

  it("is again, after somebody or an earlier version left it open", async () => {
    await stack.stop();
    for (const file of everything()) {
      chmodSync(file, lstatSync(file).isDirectory() ? 0o755 : 0o644);
    }
    stack = await launchStack({ users: 5, dataDir: stack.dataDir });
    expect(stack.output()).not.toContain("Seeding");
    expect(open()).toEqual([]);
  }, 120_000);
});
