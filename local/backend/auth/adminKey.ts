import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FILE = "admin-key.txt";
const INSTANCE_NAME = "gatehouse-local";

/**
 * The admin key of a data directory, made on first use and readable by its owner only.
 *
 * @returns `name|secret`.
 */
export function resolveAdminKey(dataDir: string): string {
  const file = join(dataDir, FILE);
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    const key = `${INSTANCE_NAME}|${randomBytes(32).toString("hex")}`;
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, `${key}\n`, { mode: 0o600 });
    return key;
  }
}
