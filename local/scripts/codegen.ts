// `npm run codegen`: makes convex/_generated as every push by the Convex CLI does, so that a push
// finds nothing to change. The CLI asks a deployment what it has; here that is an empty one.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { startBackend, type Backend } from "../backend/backend";
import { planLaunch } from "../launcher/environment";
import { parseOptions } from "../launcher/options";

const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

const dataDir = mkdtempSync(path.join(tmpdir(), "gatehouse-codegen-"));
try {
  process.exitCode = await generate();
} finally {
  rmSync(dataDir, { recursive: true });
}

/** @returns the CLI's exit code */
async function generate(): Promise<number> {
  const backend = await startBackend({
    dataDir,
    functionsDir: path.join(ROOT, "convex"),
    apiPort: 0,
    sitePort: 0,
    environment: planLaunch({}, parseOptions([], ROOT).ports).deployment,
  });
  try {
    return await runCodegen(backend);
  } finally {
    await backend.close();
  }
}

async function runCodegen({ apiUrl, adminKey }: Backend): Promise<number> {
  const command = path.join(ROOT, "node_modules/convex/bin/main.js");
  const cli = spawn(process.execPath, [command, "codegen", "--typecheck", "disable"], {
    cwd: ROOT,
    stdio: "inherit",
    env: {
      ...process.env,
      // Empty: another deployment that .env.local names would come first.
      CONVEX_DEPLOYMENT: "",
      CONVEX_DEPLOY_KEY: "",
      CONVEX_SELF_HOSTED_URL: apiUrl,
      CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey,
    },
  });
  const [code] = (await once(cli, "exit")) as [number | null];
  return code ?? 1;
}
