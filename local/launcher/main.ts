// `npm start` and `npm run dev`: starts what .env.local does not name as real, seeds it
// the first time, and says where everything is.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { readEnvFile } from "./envFile";
import { planLaunch } from "./environment";
import { parseOptions, type LaunchOptions } from "./options";
import { Resources } from "./resources";
import { startStack } from "./stack";
import { summary } from "./summary";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const resources = new Resources();

// First of all: Ctrl-C may come while the console is built or people are seeded.
stopOnSignal(() => resources.close());
try {
  await launch(parseOptions(process.argv.slice(2), root));
} catch (error) {
  // What was under way when somebody stopped it may well have failed.
  if (!resources.closing) await giveUp(error);
}

async function launch(options: LaunchOptions): Promise<void> {
  const plan = planLaunch(readEnvFile(path.join(root, ".env.local")), options.ports);
  const log = (line: string) => console.log(line);
  const stack = await startStack({ root, plan, options, log }, resources);
  console.log(`\n${summary({ plan, ports: options.ports, ...stack })}`);
}

async function giveUp(error: unknown): Promise<void> {
  await resources.close();
  if (!isForPeople(error)) throw error;
  console.error(error.message);
  process.exit(1);
}

function stopOnSignal(close: () => Promise<void>): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    console.log("\nStopping …");
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

/** Our own errors are plain ones with words for the terminal; a TypeError is a bug and keeps its stack. */
function isForPeople(error: unknown): error is Error {
  return error instanceof Error && error.name === "Error";
}
