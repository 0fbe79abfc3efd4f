import type { KnipConfig } from "knip";

/** Convex's own index of all functions imports every module whole: nothing would ever be unused. */
const isGenerated = (file: string) => file.includes("convex/_generated/");

const config: KnipConfig = {
  entry: [
    "convex/*.ts",
    "convex/gatehouse/**/*.ts",
    "local/launcher/{main,console}.ts",
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
  ignore: ["**/fixtures/**", "**/fixture/**"],
  includeEntryExports: true,
  compilers: { ts: (source: string, file: string) => (isGenerated(file) ? "" : source) },
};

export default config;
