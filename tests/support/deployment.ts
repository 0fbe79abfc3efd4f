import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The project's own `convex/` folder. */
export const FUNCTIONS_DIR = fileURLToPath(new URL("../../convex", import.meta.url));

export const CLIENT_ID = "client_01TESTS";
export const API_KEY = "sk_test_tests";
export const WEBHOOK_SECRET = "whsec_tests";
export const WEBHOOK_PATH = "/workos/webhook";

/**
 * Variables of a deployment that takes webhooks.
 * @param workosUrl where the Events and users API answer; without it there is no API key, so the
 *   deployment never asks
 */
export function deploymentVariables(workosUrl?: string): Record<string, string> {
  return {
    GATEHOUSE_ENVIRONMENT: "Local",
    WORKOS_CLIENT_ID: CLIENT_ID,
    WORKOS_WEBHOOK_SECRET: WEBHOOK_SECRET,
    ...(workosUrl === undefined ? {} : { WORKOS_API_KEY: API_KEY, WORKOS_API_URL: workosUrl }),
  };
}

/** A folder that is gone when the process is. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "gatehouse-"));
  if (folders.length === 0) process.once("exit", removeFolders);
  folders.push(folder);
  return folder;
}

const folders: string[] = [];

function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
