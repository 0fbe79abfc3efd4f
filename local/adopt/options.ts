import { parseArgs } from "node:util";

/** What the command line of `npm run adopt` decides. */
export interface AdoptOptions {
  /** The app's folder, as typed. */
  app: string;
  task: "adopt" | "check" | "remove";
  /** False: a dry run. */
  write: boolean;
  /** Whether `--write` also edits the app's own root files. */
  edit: boolean;
  allowDirty: boolean;
  overwriteEdits: boolean;
  /** For a new `gatehouse.config`; null: the default path. */
  webhookPath: string | null;
}

const USAGE = `Usage: npm run adopt -- --app DIR [options]
Takes Gatehouse into a Convex app, brings it up to date there, or takes it out again.
Without --write nothing is written: what would be, and every clash, is printed.
  --app DIR             the app: the folder with its convex.json or convex/
  --write               copy the folder, add the packages it needs, make gatehouse.config
  --edit                with --write: also edit schema, http, crons and auth.config
  --webhook-path PATH   where webhooks arrive (default /workos/webhook), for a new gatehouse.config
  --check               say what is missing until the app can be pushed
  --remove              take out the folder, our lines and our packages (with --write)
  --allow-dirty         although git has uncommitted changes
  --overwrite-edits     although files of Gatehouse were edited there: those edits are lost
  --help                this text
Exit code: 0 it can be done, or is; 1 something stands in the way or is missing; 2 wrong use.`;

/** Wrong use of the command, in words for the person who typed it. */
export class UsageError extends Error {
  override name = "UsageError";
}

const usage = (problem: string): UsageError => new UsageError(`${problem}\n\n${USAGE}`);

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        app: { type: "string" },
        write: { type: "boolean", default: false },
        edit: { type: "boolean", default: false },
        check: { type: "boolean", default: false },
        remove: { type: "boolean", default: false },
        "webhook-path": { type: "string" },
        "allow-dirty": { type: "boolean", default: false },
        "overwrite-edits": { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Reads the command line.
 * @param argv arguments after the script's name.
 * @throws UsageError in words, also for `--help`.
 */
export function parseOptions(argv: readonly string[]): AdoptOptions {
  const values = parse(argv);
  if (values.help) throw new UsageError(USAGE);
  const { app, write, edit, check, remove } = values;
  if (app === undefined || app === "") throw usage("Say which app with --app DIR.");
  if (check && (remove || write || edit)) throw usage("--check goes alone: it writes nothing.");
  if (remove && edit) throw usage("--remove takes our lines out by itself: leave --edit away.");
  if (edit && !write)
    throw usage("--edit counts only with --write: add that, or leave --edit away.");
  const webhookPath = values["webhook-path"] ?? null;
  if (webhookPath !== null && !/^\/[\w\-./~]+$/.test(webhookPath)) {
    throw usage(`--webhook-path is a path like /workos/webhook, not "${webhookPath}".`);
  }
  return {
    ...{ app, write, edit, webhookPath },
    task: check ? "check" : remove ? "remove" : "adopt",
    allowDirty: values["allow-dirty"],
    overwriteEdits: values["overwrite-edits"],
  };
}
