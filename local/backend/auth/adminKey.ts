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
  const file = adminKeyFile(dataDir);
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    const key = `${INSTANCE_NAME}|${randomBytes(32).toString("hex")}`;
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, `${key}\n`, { mode: 0o600 });
    return key;
  }
}

/** Where the admin key of a data directory is kept. */
export function adminKeyFile(dataDir: string): string {
  return join(dataDir, FILE);
}

/** Whether a key was made here, and not by another Convex backend. */
export function isOwnAdminKey(key: string): boolean {
  return key.startsWith(`${INSTANCE_NAME}|`);
}
