import { Resources } from "./resources";

/**
 * Runs what goes on until Ctrl-C, and closes whatever it has opened by then.
 *
 * @param start opens things; it throws a plain Error to give up with words for the terminal
 */
export async function runUntilStopped(
  start: (resources: Resources) => Promise<void>,
): Promise<void> {
  const resources = new Resources();
  // First of all: Ctrl-C may come while the console is built or people are seeded.
  stopOnSignal(() => resources.close());
  try {
    await start(resources);
  } catch (error) {
    // What was under way when somebody stopped it may well have failed.
    if (!resources.closing) await giveUp(error, resources);
  }
}

async function giveUp(error: unknown, resources: Resources): Promise<void> {
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
