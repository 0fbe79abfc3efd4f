import { existsSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { lockDirectory } from "../backend/store/lock";
import { makePrivateFolder, takeFromOthers } from "../privateFolder";
import type { LaunchPlan } from "./environment";

/** The folder a plan keeps its data in, held by this process. */
export interface DataFolder {
  path: string;
  close(): void;
}

/** All that this stack writes into its folder. Anything else there is somebody else's. */
const OURS = ["convex", "workos", "console", "seeded.json"];

/** The folder of a plan: real people and made-up ones never share a database. */
export function dataFolderOf(base: string, plan: Pick<LaunchPlan, "folder">): string {
  return path.join(base, plan.folder);
}

/**
 * Makes the plan's folder, for this user's eyes only, and locks it against other processes.
 *
 * @param base what `--data` names
 * @param fresh empties the folder of what earlier runs left there, and of nothing else
 * @throws when another process uses the data, in words; nothing is removed then
 */
export function openDataFolder(
  base: string,
  plan: Pick<LaunchPlan, "folder" | "workos">,
  fresh: boolean,
): DataFolder {
  const folder = dataFolderOf(base, plan);
  makePrivateFolder(folder);
  const lock = lockDirectory(folder);
  try {
    adoptOlderData(base, folder, plan);
    if (fresh) removeData(folder);
    takeFromOthers(folder);
  } catch (error) {
    lock.release();
    throw error;
  }
  return { path: folder, close: () => lock.release() };
}

function removeData(folder: string): void {
  // A backend of its own (`local/backend/main.ts`) may run on this database.
  const database = path.join(folder, "convex");
  if (existsSync(database)) lockDirectory(database);
  for (const name of OURS) rmSync(path.join(folder, name), { recursive: true, force: true });
}

/** Earlier versions kept the made-up people's data in `base` itself; `seeded.json` tells it is that. */
function adoptOlderData(base: string, folder: string, { workos }: Pick<LaunchPlan, "workos">) {
  if (workos.kind !== "standIn" || !existsSync(path.join(base, "seeded.json"))) return;
  const database = path.join(base, "convex");
  if (existsSync(database)) lockDirectory(database).release();
  for (const name of OURS) {
    const from = path.join(base, name);
    const to = path.join(folder, name);
    if (existsSync(from) && !existsSync(to)) renameSync(from, to);
  }
}
