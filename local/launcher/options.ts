import path from "node:path";
import { parseArgs } from "node:util";
import { integer, port, UsageError } from "./usage";

/** What the command line of `npm start` and `npm run dev` decides. */
export interface LaunchOptions {
  /** Hot reload: Vite's dev server for the console, functions reloaded on change. */
  dev: boolean;
  /** Throw the stored data away first. */
  fresh: boolean;
  /** How many people to seed the first time. */
  users: number;
  dataDir: string;
  ports: Ports;
}

export interface Ports {
  console: number;
  api: number;
  site: number;
  workos: number;
}

/** The option that moves each port, for the message when one is taken. */
export const PORT_OPTIONS: Record<keyof Ports, string> = {
  console: "--port",
  api: "--api-port",
  site: "--site-port",
  workos: "--workos-port",
};

const USAGE = `Usage: npm start -- [options]
  --fresh              forget all stored data and start over
  --users N            how many people to seed the first time (default 2000)
  --data DIR           where the data lives (default .local)
  --port N             console (default 5173)
  --api-port N         Convex API (default 3210)
  --site-port N        Convex HTTP actions (default 3211)
  --workos-port N      WorkOS stand-in (default 4100)
  --help               this text`;

/**
 * Reads the command line.
 *
 * @param argv arguments after the script's name
 * @param root the project's folder, which relative paths start from
 * @throws UsageError in words, for an unknown option or a number that is none
 */
export function parseOptions(argv: readonly string[], root: string): LaunchOptions {
  const values = parse(argv);
  if (values.help) throw new UsageError(USAGE);
  return {
    dev: values.dev,
    fresh: values.fresh,
    users: integer("--users", values.users, { least: 0, most: 1_000_000 }, USAGE),
    dataDir: path.resolve(root, values.data),
    ports: {
      console: port(PORT_OPTIONS.console, values.port, USAGE),
      api: port(PORT_OPTIONS.api, values["api-port"], USAGE),
      site: port(PORT_OPTIONS.site, values["site-port"], USAGE),
      workos: port(PORT_OPTIONS.workos, values["workos-port"], USAGE),
    },
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        dev: { type: "boolean", default: false },
        fresh: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
        users: { type: "string", default: "2000" },
        data: { type: "string", default: ".local" },
        port: { type: "string", default: "5173" },
        "api-port": { type: "string", default: "3210" },
        "site-port": { type: "string", default: "3211" },
        "workos-port": { type: "string", default: "4100" },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}
