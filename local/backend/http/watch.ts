import { watch } from "node:fs";

/** Editors and code generators write several files at once. */
const SETTLE_MS = 100;

/**
 * Calls back some moments after anything in the folders changed; never twice at a time.
 *
 * @returns Stops watching.
 */
export function watchFolders(folders: readonly string[], changed: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    running = running.then(changed);
  };
  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(run, SETTLE_MS);
  };
  const watchers = folders.map((folder) => watch(folder, { recursive: true }, schedule));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
