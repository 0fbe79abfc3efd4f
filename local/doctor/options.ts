import { parseArgs } from "node:util";
import type { AuthMode } from "../../convex/gatehouse/diagnostics/catalogue/types";

/** What the command line of `npm run doctor` decides. */
export interface DoctorOptions {
  /** Null: `.env.local`, when there is one. */
  envFile: string | null;
  json: boolean;
  report: boolean;
  /** Name of the environment, as the console has it. */
  environment: string | null;
  appUrl: string | null;
  authMode: AuthMode | null;
}

const USAGE = `Usage: npm run doctor -- [options]
Checks sign-in from this machine, with the variables of an env file and of the shell.
  --env-file FILE      variables to check (default .env.local)
  --environment NAME   the environment's name in the console (default Development)
  --app-url URL        where the app answers, when no variable says so
  --auth-mode MODE     client-only or cookie, when the variables do not show it
  --json               one JSON document instead of text
  --report             send names and lengths of the variables to the console;
                       needs CONVEX_DEPLOY_KEY or CONVEX_SELF_HOSTED_ADMIN_KEY
  --help               this text
Exit code: 0 nothing stops sign-in, as far as could be told; 1 something that stops sign-in is proven
or most likely; 2 wrong use, or --report failed.`;

/** Wrong use of the command, in words for the person who typed it. */
export class UsageError extends Error {
  override name = "UsageError";
}

const isAuthMode = (text: string): text is AuthMode => text === "client-only" || text === "cookie";

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        "env-file": { type: "string" },
        environment: { type: "string" },
        "app-url": { type: "string" },
        "auth-mode": { type: "string" },
        json: { type: "boolean", default: false },
        report: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

/**
 * Reads the command line.
 * @param argv arguments after the script's name.
 * @throws UsageError in words, also for `--help`.
 */
export function parseOptions(argv: readonly string[]): DoctorOptions {
  const values = parse(argv);
  if (values.help) throw new UsageError(USAGE);
  const mode = values["auth-mode"] ?? null;
  if (mode !== null && !isAuthMode(mode)) {
    throw new UsageError(`--auth-mode is client-only or cookie, not "${mode}".\n\n${USAGE}`);
  }
  return {
    envFile: values["env-file"] ?? null,
    environment: values.environment ?? null,
    appUrl: values["app-url"] ?? null,
    authMode: mode,
    json: values.json,
    report: values.report,
  };
}
