import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { convexTest } from "convex-test";
import schema from "../../convex/schema";
import { SIGNATURE_HEADER } from "../../webhooks/signature";
import { signWebhook } from "../../local/workos/webhooks/sign";
import {
  deploymentVariables,
  FUNCTIONS_DIR,
  WEBHOOK_PATH,
  WEBHOOK_SECRET,
} from "../support/deployment";
import type { EventStream } from "../support/eventStream";

/** The most users rows one of convex-test's transactions takes without slowing to a crawl. */
const ROWS_PER_TRANSACTION = 500;

/** Events per second through convex-test's in-memory table scans, the same endpoint and functions. */
export async function measureConvexTest(
  stream: EventStream,
  users: number,
  seconds: number,
): Promise<number> {
  Object.assign(process.env, deploymentVariables(), {
    CONVEX_SITE_URL: "http://127.0.0.1:3211",
  });
  const backend = convexTest(schema, modules());
  for (let from = 0; from < users; from += ROWS_PER_TRANSACTION) {
    await backend.run(async (ctx) => {
      for (const { data, created_at } of stream.created(from, ROWS_PER_TRANSACTION)) {
        const at = Date.parse(created_at);
        const row = { workosId: String(data["id"]), email: String(data["email"]) };
        await ctx.db.insert("users", { ...row, status: "active", createdAt: at, updatedAt: at });
      }
    });
  }
  const start = performance.now();
  let events = 0;
  for (; performance.now() - start < seconds * 1000; events += 1) {
    const body = JSON.stringify(stream.next(users));
    const headers = { [SIGNATURE_HEADER]: signWebhook(body, WEBHOOK_SECRET, Date.now()) };
    const response = await backend.fetch(WEBHOOK_PATH, { method: "POST", headers, body });
    if (response.status !== 200) throw new Error(await response.text());
  }
  return (events * 1000) / (performance.now() - start);
}

/** What vite's `import.meta.glob` gives tests: every module by its path, loaded on demand. */
function modules(): Record<string, () => Promise<unknown>> {
  const files = readdirSync(FUNCTIONS_DIR, { recursive: true, encoding: "utf8" });
  const sources = files.filter(
    (file) => /\.(ts|js)$/.test(file) && !/\.(test|fixture)\.ts$/.test(file),
  );
  return Object.fromEntries(
    sources.map((file) => [
      `./${file}`,
      () => import(pathToFileURL(path.join(FUNCTIONS_DIR, file)).href) as Promise<unknown>,
    ]),
  );
}
