// `npm start` and `npm run dev`: starts what .env.local does not name as real, seeds it
// the first time, and says where everything is.
import { rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { planLaunch, readEnvFile } from "./environment";
import { parseOptions, type LaunchOptions } from "./options";
import { startStack } from "./stack";
import { summary } from "./summary";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

try {
  await launch(parseOptions(process.argv.slice(2), root));
} catch (error) {
  if (!isForPeople(error)) throw error;
  console.error(error.message);
  process.exit(1);
}

async function launch(options: LaunchOptions): Promise<void> {
  const plan = planLaunch(readEnvFile(path.join(root, ".env.local")), options.ports);
  if (options.fresh) rmSync(options.dataDir, { recursive: true, force: true });
  const stack = await startStack({ root, plan, options, log: (line) => console.log(line) });
  stopOnSignal(() => stack.close());
  console.log(
    `\n${summary({ plan, ports: options.ports, dataDir: options.dataDir, exampleUserId: stack.exampleUserId })}`,
  );
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
