import { parseArgs } from "node:util";
import { readEnv } from "../../admin/config/readEnv";
import type { Said, SettingKey } from "../../admin/config/settings";
import { port, UsageError } from "./usage";

/** What the command line of `npm run console` decides. */
export interface ConsoleOptions {
  port: number;
  /** Where the console talks to; well-formed. */
  said: Said;
}

const SETTING_OPTIONS = {
  "convex-url": "convexUrl",
  "client-id": "clientId",
  "site-url": "siteUrl",
  "auth-host": "apiHostname",
  environment: "environment",
} as const satisfies Record<string, SettingKey>;

type SettingOption = keyof typeof SETTING_OPTIONS;

const USAGE = `Usage: npm run console -- --convex-url URL --client-id ID [options]
  --convex-url URL     the Convex deployment, such as https://happy-otter-123.convex.cloud
  --client-id ID       client id of its WorkOS environment (client_…)
  --site-url URL       its HTTP actions, when they are not on convex.site
  --auth-host HOST     custom authentication domain, such as auth.example.com
  --environment NAME   Production (default), Preview, Development or Local
  --port N             where the console answers (default 5173)
  --help               this text`;

/**
 * Reads the command line.
 *
 * @param argv arguments after the script's name
 * @returns what to do, or the text that `--help` asks for
 * @throws UsageError in words, for an unknown option and for every value that is missing or malformed
 */
export function parseConsoleOptions(argv: readonly string[]): ConsoleOptions | { help: string } {
  const { help, port: portText, ...values } = parse(argv);
  if (help) return { help: USAGE };
  const options = { port: port("--port", portText, USAGE), said: saidBy(values) };
  const problems = problemsOf(options);
  if (problems.length > 0) throw new UsageError(`${problems.join("\n")}\n\n${USAGE}`);
  return options;
}

function parse(argv: readonly string[]) {
  const setting = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: {
        "convex-url": setting,
        "client-id": setting,
        "site-url": setting,
        "auth-host": setting,
        environment: setting,
        port: { type: "string", default: "5173" },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function saidBy(values: Partial<Record<SettingOption, string>>): Said {
  return Object.fromEntries(
    Object.entries(SETTING_OPTIONS).flatMap(([option, key]) => {
      const value = values[option as SettingOption]?.trim();
      return value ? [[key, value]] : [];
    }),
  );
}

/** A sentence for each setting the console would not start with, by the console's own rules. */
function problemsOf({ port, said }: ConsoleOptions): string[] {
  const reading = readEnv({ build: {}, file: said }, `http://127.0.0.1:${port}`);
  if ("env" in reading) return [];
  return reading.problems.map(({ name, wrong, put }) => `${optionOf(name)} ${wrong}. ${put}`);
}

function optionOf(key: string): string {
  const found = Object.entries(SETTING_OPTIONS).find(([, known]) => known === key);
  return `--${found?.[0] ?? key}`;
}
