import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
/** Node's own localStorage would hide the test browser's. Older Nodes have no such option. */
const NO_LOCAL_STORAGE = "--no-experimental-webstorage";

/**
 * A build is for production, whatever NODE_ENV says where it is made: with development's code emotion
 * writes its styles as text, which the Content-Security-Policy stops.
 */
const productionBuild = {
  name: "gatehouse-production-build",
  apply: "build" as const,
  config() {
    process.env.NODE_ENV = "production";
  },
};

export default defineConfig({
  root: "admin",
  envDir: root,
  plugins: [react(), productionBuild],
  server: { port: 5173, strictPort: true, host: "localhost" },
  build: { outDir: `${root}dist`, emptyOutDir: true, chunkSizeWarningLimit: 900 },
  test: {
    root,
    // All cores: vitest would leave one idle, half of a machine with two.
    maxWorkers: "100%",
    execArgv: process.allowedNodeEnvironmentFlags.has(NO_LOCAL_STORAGE) ? [NO_LOCAL_STORAGE] : [],
    // What a passing test logs (refused calls, provoked failures) is noise.
    silent: "passed-only",
    setupFiles: ["tests/support/seed.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          // Properties try thousands of cases, and machines can be busy.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: [
            "{webhooks,local,convex}/**/*.test.ts",
            "tests/{docs,integration,diagnostics}/**/*.test.ts",
            "tests/hosts/{*,support/*}.test.ts",
          ],
        },
      },
      {
        extends: true,
        test: {
          name: "admin",
          environment: "happy-dom",
          include: ["admin/**/*.test.{ts,tsx}"],
          // Whole pages rendered in happy-dom take seconds on a busy machine.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          environment: "node",
          include: ["tests/browser/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
