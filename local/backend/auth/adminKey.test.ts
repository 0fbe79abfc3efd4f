import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { resolveAdminKey } from "./adminKey";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "admin-key-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

it("makes a key once, for its owner's eyes only", () => {
  const dataDir = join(folder, "new", "data");
  const key = resolveAdminKey(dataDir);
  expect(key).toMatch(/^gatehouse-local\|[0-9a-f]{64}$/);
  expect(resolveAdminKey(dataDir)).toBe(key);
  const file = join(dataDir, "admin-key.txt");
  expect(readFileSync(file, "utf8")).toBe(`${key}\n`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it("differs between data directories", () => {
  expect(resolveAdminKey(join(folder, "a"))).not.toBe(resolveAdminKey(join(folder, "b")));
});
