import type { Tree } from "../app/tree";
import { hashOf, MANIFEST_FILE, type Manifest } from "../manifest";

/** How our folder in an app differs from what is shipped now. Paths are below the functions folder. */
export interface FolderPlan {
  added: string[];
  changed: string[];
  /** Shipped once, and no longer. */
  removed: string[];
  /** Ours and lost there. */
  restored: string[];
  /** Changed by hand since they were written, or in the way of a new one of ours. */
  edited: string[];
  /** In our folder, and never ours. */
  foreign: string[];
}

/**
 * Compares what lies in the app with what is shipped.
 * @param present what lies in `gatehouse/` there.
 * @param manifest what was written last; null when nothing was.
 */
export function planFolder(contents: Tree, present: Tree, manifest: Manifest | null): FolderPlan {
  const written = new Map(Object.entries(manifest?.files ?? {}));
  const plan: FolderPlan = {
    added: [],
    changed: [],
    removed: [],
    restored: [],
    edited: [],
    foreign: [],
  };
  for (const [file, text] of contents) {
    const here = present.get(file);
    const isOurs = written.has(file);
    if (here === undefined) plan[isOurs ? "restored" : "added"].push(file);
    else if (hashOf(here) !== hashOf(text)) plan.changed.push(file);
  }
  for (const [file, text] of present) {
    const hash = written.get(file);
    const isWanted = contents.get(file);
    const isAsShipped = isWanted !== undefined && hashOf(isWanted) === hashOf(text);
    if (file === MANIFEST_FILE || isAsShipped) continue;
    if (hash === undefined && isWanted === undefined) plan.foreign.push(file);
    else if (hash !== hashOf(text)) plan.edited.push(file);
    if (hash !== undefined && isWanted === undefined) plan.removed.push(file);
  }
  return plan;
}

/** Whether the folder says anything other than what is shipped. */
export const isSame = ({ added, changed, removed, restored }: FolderPlan): boolean =>
  added.length + changed.length + removed.length + restored.length === 0;
