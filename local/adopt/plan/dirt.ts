import path from "node:path";
import { textOf, type App } from "../app/app";
import { LOCK_FILES } from "../app/lock";
import { hashOf } from "../manifest";
import { listed } from "./folderNotes";
import type { Notes } from "./notes";

/** A run that was killed could not undo itself: what is half there must not be built upon. */
const interrupted = ({ stages }: App): string =>
  `An earlier run was interrupted and may have left files half done. Bring the app back with git (git checkout . for your files, git clean for new ones; git status names both) and see that ${listed(stages)} is gone. It holds files as they were, called .old.`;

/** Whether the app has changes that are not committed, other than what an adoption leaves behind. */
export function dirtNotes(app: App, isAllowed: boolean): Notes {
  if (app.stages.length > 0) return { refusals: [interrupted(app)], warnings: [] };
  if (!app.git.isTracked) {
    const warning =
      "The app is in no git repository (or git is not installed): there is no way back but --remove.";
    return { refusals: [], warnings: [warning] };
  }
  const dirty = app.git.changed.filter((file) => !isOurs(app, file));
  if (isAllowed || dirty.length === 0) return { refusals: [], warnings: [] };
  const names = listed(dirty.map((file) => path.relative(app.root, file)));
  return {
    refusals: [
      `git has changes that are not committed: ${names}. Commit or stash them, so that what Gatehouse does stands alone, or say --allow-dirty.`,
    ],
    warnings: [],
  };
}

/** Our folder, what Convex and the package manager make of it, and what was left as we edited it. */
function isOurs({ functions, root, manifest }: App, file: string): boolean {
  const below = path.relative(functions, file).replaceAll(path.sep, "/");
  if (/^(gatehouse|_generated)\/|^gatehouse\.config\.[jt]s$/.test(below)) return true;
  if (LOCK_FILES.some((lock) => lock.file === path.basename(file))) return true;
  const text = textOf(file);
  const left = manifest?.editedFiles[path.relative(root, file).replaceAll(path.sep, "/")];
  return text !== null && left === hashOf(text);
}
