import type { KnipConfig } from "knip";

/** Convex's own index of all functions imports every module whole: nothing would ever be unused. */
const isGenerated = (file: string) => file.includes("convex/_generated/");

const config: KnipConfig = {
  entry: [
    "convex/*.ts",
    "convex/gatehouse/**/*.ts",
    "local/launcher/{main,console}.ts",
    "local/adopt/main.ts",
    "local/backend/main.ts",
    "local/doctor/main.ts",
    "local/workos/main.ts",
    "local/scripts/*.ts",
    "tests/{run,nodes,screenshots}.ts",
    "tests/**/*.test.ts",
    "tests/bench/{webhooks,backfill,har}.ts",
    "tests/long/*.ts",
  ],
  project: ["{admin,convex,webhooks,local,tests}/**/*.{ts,tsx}", "!convex/_generated/**"],
  // Compiles a host app with the oldest compiler that Gatehouse is promised for.
  ignoreDependencies: ["typescript-5.5"],
  ignore: ["**/fixtures/**", "**/fixture/**", "tests/hosts/apps/**"],
  includeEntryExports: true,
  compilers: { ts: (source: string, file: string) => (isGenerated(file) ? "" : source) },
};

export default config;
