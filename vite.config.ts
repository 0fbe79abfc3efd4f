import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  root: "admin",
  envDir: root,
  plugins: [react()],
  server: { port: 5173, strictPort: true, host: "localhost" },
  build: { outDir: `${root}dist`, emptyOutDir: true, chunkSizeWarningLimit: 900 },
  test: {
    root,
    // All cores: vitest would leave one idle, half of a machine with two.
    maxWorkers: "100%",
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
            "tests/{integration,diagnostics}/**/*.test.ts",
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
